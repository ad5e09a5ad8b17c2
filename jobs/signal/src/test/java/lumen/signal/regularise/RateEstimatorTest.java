package lumen.signal.regularise;

import static org.assertj.core.api.Assertions.assertThat;

import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateEstimatorTest {
  private static final TargetGrid GRID = TargetGrid.ofHz(5);
  private static final double ESTIMATED = Double.NaN;

  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "99.6, 100",
    "25.5, 26",
    "62.5, 62",
    "5.01, 5",
    "5.2, 6",
    "4.9, 5",
    "1, 5",
    "7.4, 8",
    "7.1, 7",
    "12.25, 13",
    "12.24, 12",
    "1e6, 1000000",
    "0.001, 5",
    "50.999999, 51"
  })
  void theIntegerRateIsTheNearestWithinTwoPercentElseTheNextHigher(double hz, int rate) {
    assertThat(IntegerRate.ofHz(hz, GRID)).isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({"0.4, 1", "0.985, 1", "0.97, 1", "1.03, 2", "1.02, 1", "2.5, 3"})
  void aRateBelowOneBecomesOne(double hz, int rate) {
    assertThat(IntegerRate.ofHz(hz, TargetGrid.ofHz(0.3))).isEqualTo(rate);
  }

  /** 1/0.14 s is 7.142857 Hz, of which 7 is exactly 2 % less: doubles would say more. */
  @Test
  void exactlyTwoPercentIsWithin() {
    assertThat(IntegerRate.ofIntervals(2, 280_000, GRID)).isEqualTo(7);
    assertThat(IntegerRate.ofIntervals(2, 279_999, GRID)).isEqualTo(8);
    assertThat(IntegerRate.ofIntervals(2, 32_000, GRID)).isEqualTo(62);
  }

  @ParameterizedTest
  @CsvSource({"2.5, 3", "3.3, 4", "5, 5", "0.3, 1"})
  void theLeastRateIsTheTargetRateRoundedUp(double targetHz, int least) {
    assertThat(IntegerRate.least(TargetGrid.ofHz(targetHz))).isEqualTo(least);
  }

  @Test
  void aConfiguredRateJoinsAtTheFirstSample() {
    RateEstimator rate = estimator(48.3);
    assertThat(rate.accept(1000)).isTrue();
    assertThat(rate.rate()).isEqualTo(48);
  }

  @Test
  void anEstimatedRateJoinsAtThe65thSample() {
    RateEstimator rate = estimator(ESTIMATED);
    for (int i = 0; i < 64; i++) {
      assertThat(rate.accept(1_000_000 + 20_000L * i)).isEqualTo(i == 0);
      assertThat(rate.rate()).isZero();
    }
    rate.accept(1_000_000 + 20_000L * 64);
    assertThat(rate.rate()).isEqualTo(50);
  }

  @Test
  void aSlowChannelJoinsAtTheFirstSampleOnceTheWaitIsOver() {
    RateEstimator rate = estimator(ESTIMATED);
    rate.accept(0);
    rate.accept(4_000_000);
    rate.accept(9_999_999);
    assertThat(rate.rate()).isZero();
    rate.accept(10_000_000);
    assertThat(rate.rate()).isEqualTo(5);
  }

  /** Intervals of 40 ms, and one of 60 ms that ends with the wait or just after. */
  @ParameterizedTest
  @CsvSource({"100000, 20", "100001, 25"})
  void onlyIntervalsThatEndWithinTheWaitCount(long last, int expected) {
    RateEstimator rate = new RateEstimator(GRID, ESTIMATED, 100_000, 90_000_000);
    rate.accept(0);
    rate.accept(40_000);
    rate.accept(last);
    assertThat(rate.rate()).isEqualTo(expected);
  }

  @Test
  void withoutAnyIntervalTheRateIsTheLeast() {
    RateEstimator rate = estimator(ESTIMATED);
    rate.accept(0);
    rate.accept(15_000_000);
    assertThat(rate.rate()).isEqualTo(5);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    RateEstimator rate = new RateEstimator(GRID, ESTIMATED, 100_000, 90_000_000);
    rate.accept(0);
    rate.accept(40_000);
    rate.accept(100_000);
    assertThat(rate.rate()).isEqualTo(20);
  }

  @Test
  void withoutAWaitTheFirstSampleJoinsAtTheLeastRate() {
    RateEstimator rate = new RateEstimator(GRID, ESTIMATED, 0, 90_000_000);
    rate.accept(7);
    assertThat(rate.rate()).isEqualTo(5);
  }

  @Test
  void anIntervalOverTheRebalanceWindowStartsAnew() {
    RateEstimator rate = estimator(ESTIMATED);
    long time = 0;
    for (int i = 0; i < 65; i++) {
      rate.accept(time += 10_000);
    }
    assertThat(rate.rate()).isEqualTo(100);
    assertThat(rate.accept(time += 90_000_000)).isFalse();
    assertThat(rate.rate()).isEqualTo(100);
    assertThat(rate.accept(time += 90_000_001)).isTrue();
    assertThat(rate.rate()).isZero();
    assertThat(rate.firstMicros()).isEqualTo(time);
    for (int i = 0; i < 64; i++) {
      rate.accept(time += 20_000);
    }
    assertThat(rate.rate()).isEqualTo(50);
  }

  /** Packets of 10 samples 1 us apart, 10 packets a second: 64 intervals in 0.6 s and 4 us. */
  @Test
  void stampsInBurstsAreCountedOverTheirTime() {
    RateEstimator rate = estimator(ESTIMATED);
    for (int i = 0; i < 65; i++) {
      rate.accept(1_000_000 + i / 10 * 100_000L + i % 10);
    }
    assertThat(rate.rate()).isEqualTo(107);
  }

  /** The median is 10 ms; the span makes the mean just 4 times that, or a microsecond more. */
  @ParameterizedTest
  @CsvSource({"0, 100", "1, 25"})
  void aBurstIsMoreThanFourTimesAsDense(long more, int expected) {
    RateEstimator rate = estimator(ESTIMATED);
    long time = 0;
    rate.accept(time);
    for (int i = 0; i < 63; i++) {
      rate.accept(time += 10_000);
    }
    rate.accept(time + 1_930_000 + more);
    assertThat(rate.rate()).isEqualTo(expected);
  }

  @Test
  void theMostIs4096TimesTheTargetRate() {
    RateEstimator bundle = estimator(ESTIMATED);
    for (int i = 0; i < 65; i++) {
      bundle.accept(1_000_000 + i);
    }
    assertThat(bundle.rate()).isEqualTo(20_480);
    assertThat(bundle.uncappedRate()).isEqualTo(1_000_000);
    RateEstimator configured = estimator(48_000);
    configured.accept(0);
    assertThat(configured.rate()).isEqualTo(20_480);
    assertThat(IntegerRate.most(TargetGrid.ofHz(0.3))).isEqualTo(1228);
    assertThat(IntegerRate.most(TargetGrid.ofHz(500_000))).isEqualTo(1_000_000);
    assertThat(IntegerRate.most(TargetGrid.ofHz(1e-6))).isEqualTo(1);
  }

  private static RateEstimator estimator(double rateHz) {
    return new RateEstimator(GRID, rateHz, 10_000_000, 90_000_000);
  }
}
