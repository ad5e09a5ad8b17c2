package lumen.signal.clock;

import java.io.IOException;
import java.util.Random;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The state of a source's clock, as every version writes and reads it. */
class EnvelopeClockStateTest {
  private static final long T0 = 1_767_225_600_000_000L;

  @Test
  void clockThatFollowsItsSource() throws IOException {
    EnvelopeClock clock = new EnvelopeClock();
    Random random = new Random(5);
    for (long micros = 0; micros < 65_000_000; micros += 250_000) {
      clock.corrected(T0 + micros - 40_000 + micros / 20_000, T0 + micros + random.nextInt(9_000));
    }
    GoldenState.rewritten(
        "envelope-clock",
        new StateForm("envelope-clock", 2, 0),
        clock.snapshot(),
        bytes -> EnvelopeClock.restore(bytes).snapshot());
  }
}
