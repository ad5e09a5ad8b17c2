package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialLimitTest {
  private static final BinomialLimit SLOW = limit("0.05", "0.01");

  private static BinomialLimit limit(String share, String alpha) {
    return new BinomialLimit(new BigDecimal(share), new BigDecimal(alpha));
  }

  @ParameterizedTest
  @CsvSource({"30,6", "50,8", "100,12", "500,38"})
  void oneOfTwentyMayBeSlow(long n, long least) {
    assertThat(SLOW.least(n)).isEqualTo(least);
  }

  /** Every n up to 400, in whole numbers: P(Bin(n, s/t) >= K) t^n is one. */
  @ParameterizedTest
  @CsvSource({"0.05,0.01", "0.05,0.05", "0.25,0.001", "0.5,0.2", "0.98,0.01"})
  void leastIsThatOfWholeNumbers(String share, String alpha) {
    BinomialLimit limit = limit(share, alpha);
    BigInteger of = BigInteger.valueOf(1_000);
    BigInteger success = new BigDecimal(share).movePointRight(3).toBigIntegerExact();
    for (int n = 1; n <= 400; n += n < 60 ? 1 : 17) {
      assertThat(limit.least(n)).as("n=%d", n).isEqualTo(exactly(n, success, of, alpha));
    }
  }

  private static long exactly(int n, BigInteger success, BigInteger of, String alpha) {
    BigInteger failure = of.subtract(success);
    BigDecimal limit = new BigDecimal(of.pow(n)).multiply(new BigDecimal(alpha));
    BigInteger tail = BigInteger.ZERO;
    BigInteger choose = BigInteger.ONE;
    for (int k = n; k >= 0; k--) {
      tail = tail.add(choose.multiply(success.pow(k)).multiply(failure.pow(n - k)));
      if (new BigDecimal(tail).compareTo(limit) >= 0) {
        return k + 1;
      }
      choose = choose.multiply(BigInteger.valueOf(k)).divide(BigInteger.valueOf(n - k + 1));
    }
    throw new IllegalStateException("all of n must be likelier than alpha");
  }

  /** An alpha that is a tail itself is not below itself: rounding must not say so. */
  @Test
  void tailThatIsAlphaIsNotTooMany() {
    assertThat(limit("0.5", "0.125").least(3)).isEqualTo(4);
    assertThat(limit("0.5", "0.125000000001").least(3)).isEqualTo(3);
    assertThat(limit("0.05", "0.05").least(1)).isEqualTo(2);
  }

  /** By the normal approximation with its correction of skewness, which is off by less than 1. */
  @Test
  void leastOfAMillionIsNearItsNormalApproximation() {
    double n = 3_600_000;
    double sd = Math.sqrt(n * 0.05 * 0.95);
    double z = 2.3263478740408408;
    double near = n * 0.05 + z * sd + (z * z - 1) * 0.9 / 6 + 0.5;
    assertThat((double) SLOW.least((long) n)).isBetween(near - 1, near + 1);
  }

  @Test
  void moreTriesNeverNeedFewer() {
    long before = 0;
    for (int n = 1; n < 3_000; n++) {
      long least = SLOW.least(n);
      assertThat(least).isBetween(before, before + 2);
      before = least;
    }
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> limit("1", "0.01"))
        .hasMessage("share must be above 0 and below 1: share=1");
    assertThatThrownBy(() -> limit("0.1", "0.5"))
        .hasMessage("alpha must be above 0 and below 0.5: alpha=0.5");
    assertThatThrownBy(() -> SLOW.least(0)).hasMessage("tries must be at least 1: n=0");
  }
}
