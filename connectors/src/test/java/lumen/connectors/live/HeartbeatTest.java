package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When live inputs are looked at. */
class HeartbeatTest {
  private static final long START = 1_767_225_600_123_000L;

  private static LineMarks every(long micros) {
    return line -> (Math.floorDiv(line, micros) + 1) * micros;
  }

  /** The looks of 10 s if each takes no time, as lines. */
  private static List<Long> looks(LineMarks marks) {
    Heartbeat heartbeat = new Heartbeat(marks);
    List<Long> looks = new ArrayList<>();
    for (long line = START; line < START + 10_000_000; ) {
      looks.add(line);
      line += heartbeat.waitMillis(line) * 1_000;
    }
    return looks;
  }

  @ParameterizedTest
  @ValueSource(longs = {40, 57, 90, 100, 101, 180, 200, 450, 1_000})
  void isOnTimeForWhatIsWaitedForAndNeverSlow(long periodMillis) {
    List<Long> looks = looks(every(periodMillis * 1_000));
    for (long mark = START + 1_000_000; mark < START + 9_000_000; ) {
      mark = every(periodMillis * 1_000).next(mark);
      assertThat(looks).contains(mark);
    }
    for (int i = 1; i < looks.size(); i++) {
      assertThat(looks.get(i) - looks.get(i - 1)).isBetween(20_000L, 100_000L);
    }
  }

  @Test
  void whatIsWaitedForOftenerThanTheShortestBeatIsServedTogether() {
    assertThat(looks(every(5_000))).hasSize(500);
  }

  @Test
  void looksSeldomWhereNobodyWaits() {
    assertThat(looks(LineMarks.NONE)).hasSize(100);
  }
}
