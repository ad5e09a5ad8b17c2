package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WelchTest {
  /** Means 3 and 2, variances 2.5 and 2/3: t = 1/sqrt(0.5 + 1/6), all in fractions. */
  @Test
  void statisticIsThatOfFractions() {
    Welch welch = Welch.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 2, 2, 3});
    assertThat(welch.t()).isCloseTo(Math.sqrt(1.5), within(1e-15));
    assertThat(welch.degrees()).isCloseTo((4.0 / 9) / (1.0 / 16 + 1.0 / 108), within(1e-12));
  }

  /**
   * With one degree of freedom it is Cauchy's: 1/2 - atan(t)/pi; with two 1/2 - t/(2 sqrt(2 +
   * t^2)).
   */
  @Test
  void probabilityIsThatOfKnownDistributions() {
    for (double t : new double[] {-3, -0.5, 0, 0.1, 1, 2.5, 10}) {
      assertThat(new Welch(t, 1).above())
          .isCloseTo(0.5 - StrictMath.atan(t) / Math.PI, within(1e-12));
      assertThat(new Welch(t, 2).above())
          .isCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), within(1e-12));
    }
  }

  @Test
  void samplesWithoutASpreadAreApartOrEqual() {
    double[] ones = {1, 1, 1};
    double[] twos = {2, 2};
    assertThat(Welch.of(twos, ones).above()).isZero();
    assertThat(Welch.of(ones, twos).above()).isEqualTo(1);
    assertThat(Welch.of(ones, ones).above()).isNaN();
  }

  @Test
  void refusesASampleOfOne() {
    assertThatThrownBy(() -> Welch.of(new double[] {1}, new double[] {1, 2}))
        .hasMessage("samples must have 2 values or more: n1=1 n2=2");
  }
}
