package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class WilsonTest {
  private static final MathContext DIGITS = new MathContext(50);
  private static final double Z = 2.3263;

  /** A bound q is where the share is z standard errors of q off: (p - q)^2 n = z^2 q (1 - q). */
  @Test
  void boundsSolveTheScoreEquation() {
    for (int n : new int[] {1, 2, 7, 30, 1_000, 1_000_000}) {
      for (int k = 0; k <= n; k += Math.max(1, n / 7)) {
        Wilson bounds = Wilson.of(k, n, Z);
        assertSolves(k, n, bounds.lower());
        assertSolves(k, n, bounds.upper());
        assertThat(bounds.lower()).isLessThan(bounds.upper());
      }
    }
  }

  private static void assertSolves(int k, int n, double bound) {
    BigDecimal q = new BigDecimal(bound);
    BigDecimal z2 = new BigDecimal("2.3263").pow(2);
    BigDecimal off =
        BigDecimal.valueOf(k).divide(BigDecimal.valueOf(n), DIGITS).subtract(q, DIGITS);
    BigDecimal left = off.multiply(off).multiply(BigDecimal.valueOf(n));
    BigDecimal right = z2.multiply(q).multiply(BigDecimal.ONE.subtract(q));
    assertThat(left.subtract(right).doubleValue())
        .as("k=%d n=%d q=%s", k, n, bound)
        .isCloseTo(0, within(1e-13 * (1 + n * Math.abs(off.doubleValue()))));
  }

  @Test
  void nothingSeenIsNotNothing() {
    assertThat(Wilson.of(0, 100, Z).lower()).isZero();
    assertThat(Wilson.of(0, 100, Z).upper()).isCloseTo(Z * Z / (100 + Z * Z), within(1e-15));
    assertThat(Wilson.of(100, 100, Z).upper()).isEqualTo(1);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> Wilson.of(3, 2, Z))
        .hasMessage("must have 0 <= k <= n, n >= 1: k=3 n=2");
  }
}
