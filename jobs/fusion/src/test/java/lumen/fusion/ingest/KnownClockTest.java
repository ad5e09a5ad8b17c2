package lumen.fusion.ingest;

import java.io.IOException;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The state of a clock that is told, as every version writes and reads it. */
class KnownClockTest {
  @Test
  void firstEventIsKept() throws IOException {
    KnownClock clock = new KnownClock((micros, first) -> micros - first, new byte[0]);
    clock.corrected(1_767_225_600_000_000L, 0);
    GoldenState.rewritten(
        "known-clock",
        new StateForm("known-clock", 2, 0),
        clock.snapshot(),
        bytes -> new KnownClock((micros, first) -> micros - first, bytes).snapshot());
  }
}
