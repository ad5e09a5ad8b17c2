package lumen.connectors.ure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PullScheduleTest {
  private static final long S = 1_000_000_000L;

  @Test
  void answersKeepThePaceWhateverTheyTake() {
    PullSchedule schedule = new PullSchedule(2 * S, 100);
    assertThat(schedule.next(true, 100 + S / 2)).isEqualTo(100 + 2 * S);
    assertThat(schedule.next(true, 100 + 2 * S + 7)).isEqualTo(100 + 4 * S);
  }

  @Test
  void passedDeadlinesAreLeftOut() {
    PullSchedule schedule = new PullSchedule(2 * S, 100);
    assertThat(schedule.next(true, 100 + 7 * S)).isEqualTo(100 + 8 * S);
    assertThat(schedule.next(true, 100 + 10 * S)).isEqualTo(100 + 12 * S);
  }

  @Test
  void failuresDoubleTheWaitUpToHalfAMinute() {
    PullSchedule schedule = new PullSchedule(2 * S, 0);
    long[] waits = {2, 4, 8, 16, 30, 30};
    long due = 0;
    for (long wait : waits) {
      assertThat(schedule.next(false, due)).isEqualTo(due += wait * S);
    }
    assertThat(schedule.failures()).isEqualTo(6);
    assertThat(schedule.next(true, due)).isEqualTo(due + 2 * S);
    assertThat(schedule.failures()).isZero();
    assertThat(schedule.next(false, due + 2 * S)).isEqualTo(due + 4 * S);
  }

  @Test
  void anIntervalLongerThanHalfAMinuteIsKept() {
    PullSchedule schedule = new PullSchedule(60 * S, 0);
    assertThat(schedule.next(false, 0)).isEqualTo(60 * S);
    assertThat(schedule.next(false, 60 * S)).isEqualTo(120 * S);
  }

  @Test
  void aMonotonicClockMayPassItsLargestValue() {
    long start = Long.MAX_VALUE - S;
    PullSchedule schedule = new PullSchedule(2 * S, start);
    assertThat(schedule.next(true, start + 1)).isEqualTo(start + 2 * S);
    assertThat(schedule.next(true, start + 2 * S + 1)).isEqualTo(start + 4 * S);
  }
}
