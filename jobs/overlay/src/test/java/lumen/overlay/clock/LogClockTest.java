package lumen.overlay.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogClockTest {
  private static final long S = 1_000_000;

  /**
   * The course of a clock: {@code clock}, with ? where the line is in doubt, &lt; where clamped.
   */
  private static String course(int believedInRow, long... seconds) {
    LogTime time = new LogTime(3_600, believedInRow, 60);
    LogClock clock = LogClock.BEGIN;
    StringBuilder course = new StringBuilder();
    for (long each : seconds) {
      LogClock.Reading reading = clock.read(each * S, time);
      clock = reading.clock();
      course.append(clock.micros() / S);
      course.append(reading.inDoubt() ? "? " : reading.clamped() ? "< " : " ");
    }
    return course.toString().trim();
  }

  @Test
  void newestLineIsTheClock() {
    assertThat(course(16, 10, 20, 15, 20, 21)).isEqualTo("10 20 20< 20 21");
  }

  @Test
  void strayLineMovesNothing() {
    assertThat(course(16, 10, 1_000_000, 11, 130)).isEqualTo("10 10? 11 130");
    assertThat(course(16, 10, 3_610, 7_211)).isEqualTo("10 3610 3610?");
  }

  @Test
  void secondInARowIsBelieved() {
    assertThat(course(2, 1, 9_000, 8_000, 9_119, 9_120)).isEqualTo("1 1? 8000 9119 9120");
    assertThat(course(2, 1, 9_000, 2, 9_000, 9_001)).isEqualTo("1 1? 2 2? 9001");
    assertThat(course(1, 1, 9_000)).isEqualTo("1 9000");
  }

  /** A line that is believed ends the row, though the next is as far ahead of it. */
  @Test
  void rowBeginsAnewWhenOneIsBelieved() {
    assertThat(course(2, 1, 9_000, 8_000, 99_000, 99_000)).isEqualTo("1 1? 8000 8000? 99000");
  }
}
