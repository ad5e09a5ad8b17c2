package lumen.ctl.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayPaceTest {
  private static final long T0 = 1_760_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  private static long due(PlayPace pace, double s, double nextS) {
    return pace.dueMicros(T0 + (long) (s * SECOND), T0 + (long) (nextS * SECOND));
  }

  @Test
  void momentsAreCountedFromTheFirstEvent() {
    PlayPace pace = new PlayPace(4, T0);
    assertThat(due(pace, 0, 1)).isZero();
    assertThat(due(pace, 1, 3)).isEqualTo(250_000);
    assertThat(due(pace, 3, 2.5)).isEqualTo(750_000);
    assertThat(due(pace, 2.5, 4)).as("with those before it").isEqualTo(750_000);
    assertThat(due(pace, 4, 4)).isEqualTo(SECOND);
    assertThat(pace.offsetMicros(T0 + 2_500_000)).isEqualTo(625_000);
    assertThat(pace.offsetMicros(T0 - SECOND)).isEqualTo(-250_000);
  }

  @Test
  void strayTimeIsWaitedForByNobodyAndAPauseIs() {
    PlayPace pace = new PlayPace(1, T0);
    assertThat(due(pace, 1, 90_000)).isEqualTo(SECOND);
    assertThat(due(pace, 90_000, 2)).as("stray").isEqualTo(SECOND);
    assertThat(due(pace, 2, 500)).isEqualTo(2 * SECOND);
    assertThat(due(pace, 500, 501)).as("a pause").isEqualTo(500 * SECOND);
  }
}
