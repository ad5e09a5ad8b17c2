package lumen.connectors.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {
  private static final long SEED = 5;
  private static final long START = 1_767_225_600_000_000L;
  private static final long SECOND = 1_000_000;

  private long wall = START;
  private long nanos = -17;
  private final List<String> told = new ArrayList<>();
  private final ArrivalClock clock = new ArrivalClock(() -> wall, () -> nanos, told::add);

  /** Both clocks go on. */
  private long after(long micros) {
    wall += micros;
    nanos += 1_000 * micros;
    return clock.getAsLong();
  }

  @Test
  void followsTheWallClock() {
    for (int i = 1; i <= 1_000; i++) {
      assertThat(after(1_234)).isEqualTo(START + i * 1_234L);
    }
  }

  @Test
  void stepOfTheWallClockIsSlewedByOnePercent() {
    for (long step : new long[] {3 * SECOND, -3 * SECOND}) {
      long error = clock.getAsLong() - wall;
      assertThat(error).isZero();
      wall += step;
      long before = clock.getAsLong();
      for (int i = 1; i <= 310; i++) {
        long now = after(SECOND);
        assertThat(now - before).isBetween(990_000L, 1_010_000L);
        assertThat(Math.abs(now - wall)).isEqualTo(Math.max(0, 3 * SECOND - i * 10_000L));
        before = now;
      }
    }
  }

  @Test
  void neverGoesBackAndSmallPausesSlewAsWell() {
    Random random = new Random(SEED);
    long before = clock.getAsLong();
    for (int i = 0; i < 200_000; i++) {
      wall += i % 20_000 == 0 ? random.nextInt(20) * SECOND - 10 * SECOND : 0;
      long now = after(random.nextInt(60));
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    wall += SECOND / 2 - (wall - before);
    for (int i = 0; i < 60_000_000; i += 40) {
      before = after(40);
    }
    assertThat(before).isEqualTo(wall);
  }

  @Test
  void monotonicClockThatStandsStillMovesNothing() {
    long before = clock.getAsLong();
    wall += 60 * SECOND;
    assertThat(clock.getAsLong()).isEqualTo(before);
    wall -= 120 * SECOND;
    assertThat(clock.getAsLong()).isEqualTo(before);
  }

  /** A drift, and what the clock has still to follow, are no leaps. */
  @Test
  void leapOfTheWallClockIsToldOnce() {
    wall += 3_600 * SECOND;
    for (int i = 0; i < 1_000; i++) {
      wall += 900;
      after(SECOND);
    }
    assertThat(told)
        .containsExactly(
            "the wall clock was set forward by 3600.001 s: times of arrivals go on without a leap,"
                + " and follow it by 1 % of the time that passes");
    wall -= 3_600 * SECOND + SECOND / 4;
    after(SECOND);
    assertThat(told)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("the wall clock was set back by 3600.25");
    wall += SECOND - 1;
    after(SECOND);
    assertThat(told).hasSize(2);
  }
}
