package lumen.ctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AnswerTimesTest {
  private static final long SECOND = 1_000_000;

  @Test
  void secondsInWhichAJobIsAwayAreToldApart() {
    AnswerTimes times = new AnswerTimes();
    for (int i = 0; i < 100; i++) {
      times.add(0, 1_000);
      times.add(2, 3_000);
      times.add(3, i == 50 ? SECOND : 2_000);
    }
    assertThat(times.all().getTotalCount()).isEqualTo(300);
    assertThat(times.all().getMaxValue()).isCloseTo(SECOND, within(SECOND / 1_000));
    assertThat(times.away()).isEqualTo(1);
    assertThat(times.present().getTotalCount()).isEqualTo(200);
    assertThat(times.present().getValueAtPercentile(100)).isBetween(3_000L, 3_003L);
    assertThat(times.present().getValueAtPercentile(50)).isBetween(1_000L, 1_001L);
  }

  @Test
  void nothingThatIsMeasuredIsLeftOut() {
    AnswerTimes times = new AnswerTimes();
    times.add(1, -5);
    times.add(1, Long.MAX_VALUE);
    assertThat(times.all().getTotalCount()).isEqualTo(2);
    assertThat(times.away()).isEqualTo(1);
    assertThat(times.present().getTotalCount()).isZero();
  }
}
