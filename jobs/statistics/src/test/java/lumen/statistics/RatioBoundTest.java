package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioBoundTest {
  private static final MathContext DIGITS = new MathContext(60);
  private static final double Z = 2.326;

  /** Sums of a sample that has so many values, this mean and this standard deviation. */
  private static WholeSums sample(long n, long mean, long sd) {
    BigInteger squares =
        BigInteger.valueOf(n)
            .multiply(BigInteger.valueOf(mean * mean))
            .add(BigInteger.valueOf((n - 1) * sd * sd));
    return new WholeSums(n, n * mean, squares);
  }

  @ParameterizedTest
  @CsvSource({"200,20.9", "400,25.8"})
  void moreTokensAreSureOnlyOfEnoughOutcomes(long n, double bound) {
    RatioBound ratio = RatioBound.of(sample(n, 1_400, 1_100), sample(1_800, 1_000, 800), Z);
    assertThat(ratio.deltaPercent()).isCloseTo(40, within(1e-9));
    assertThat(ratio.boundPercent()).isCloseTo(bound, within(0.05));
  }

  @Test
  void twoSamplesAreThoseOfSixtyDigits() {
    long seed = 4;
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      WholeSums a = WholeSums.NONE;
      WholeSums b = WholeSums.NONE;
      for (int i = random.nextInt(2, 60); i > 0; i--) {
        a = a.plus(random.nextLong(10_000_001));
        b = b.plus(random.nextLong(3_000)).plus(1 + random.nextLong(5));
      }
      RatioBound found = RatioBound.of(a, b, Z);
      BigDecimal ratio = mean(a).divide(mean(b), DIGITS);
      BigDecimal error =
          relative(a)
              .add(relative(b))
              .sqrt(DIGITS)
              .multiply(ratio)
              .multiply(new BigDecimal("2.326"));
      check(found, ratio, error, seed);
    }
  }

  private static BigDecimal mean(WholeSums sums) {
    return BigDecimal.valueOf(sums.sum()).divide(BigDecimal.valueOf(sums.n()), DIGITS);
  }

  /** s^2/(n m^2) from the mean outwards, another way than the sums go. */
  private static BigDecimal relative(WholeSums sums) {
    BigDecimal n = BigDecimal.valueOf(sums.n());
    BigDecimal mean = mean(sums);
    BigDecimal around =
        new BigDecimal(sums.squares()).subtract(n.multiply(mean).multiply(mean), DIGITS);
    return around
        .divide(n.subtract(BigDecimal.ONE), DIGITS)
        .divide(n.multiply(mean).multiply(mean), DIGITS);
  }

  private static void check(RatioBound found, BigDecimal ratio, BigDecimal error, long seed) {
    BigDecimal delta = ratio.subtract(BigDecimal.ONE);
    BigDecimal hundred = BigDecimal.valueOf(100);
    double scale = 100 * (1 + ratio.doubleValue() + error.doubleValue());
    assertThat(found.deltaPercent())
        .as("seed %d", seed)
        .isCloseTo(delta.multiply(hundred).doubleValue(), within(1e-14 * scale));
    assertThat(found.boundPercent())
        .as("seed %d", seed)
        .isCloseTo(delta.subtract(error).multiply(hundred).doubleValue(), within(1e-13 * scale));
  }

  @Test
  void pairsAreThoseOfSixtyDigits() {
    long seed = 5;
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      int n = random.nextInt(2, 60);
      long[] a = random.longs(n, 0, 10_000_001).toArray();
      long[] b = random.longs(n, 1, 4_000).toArray();
      PairedSums pairs = PairedSums.NONE;
      for (int i = 0; i < n; i++) {
        pairs = pairs.plus(a[i], b[i]);
      }
      BigDecimal ratio =
          BigDecimal.valueOf(pairs.sum()).divide(BigDecimal.valueOf(pairs.baseSum()), DIGITS);
      BigDecimal around = BigDecimal.ZERO;
      for (int i = 0; i < n; i++) {
        BigDecimal off =
            BigDecimal.valueOf(a[i]).subtract(ratio.multiply(BigDecimal.valueOf(b[i])));
        around = around.add(off.multiply(off));
      }
      BigDecimal count = BigDecimal.valueOf(n);
      BigDecimal sd = around.divide(BigDecimal.valueOf(n - 1), DIGITS).sqrt(DIGITS);
      BigDecimal base = BigDecimal.valueOf(pairs.baseSum()).divide(count, DIGITS);
      BigDecimal error =
          sd.divide(count.sqrt(DIGITS).multiply(base), DIGITS).multiply(new BigDecimal("2.326"));
      check(RatioBound.of(pairs, Z), ratio, error, seed);
    }
  }

  @Test
  void withoutASumThereIsNoFigure() {
    WholeSums none = WholeSums.NONE.plus(0).plus(0);
    WholeSums some = WholeSums.NONE.plus(3).plus(4);
    assertThat(RatioBound.of(none, some, Z).deltaPercent()).isNaN();
    assertThat(RatioBound.of(some, none, Z).deltaPercent()).isNaN();
    assertThat(RatioBound.of(WholeSums.NONE, some, Z).boundPercent()).isNaN();
    assertThat(RatioBound.of(PairedSums.NONE.plus(5, 0), Z).deltaPercent()).isNaN();
  }

  @Test
  void oneOutcomeHasAFigureAndNoBound() {
    WholeSums one = WholeSums.NONE.plus(150);
    WholeSums base = WholeSums.NONE.plus(100).plus(100);
    assertThat(RatioBound.of(one, base, Z).deltaPercent()).isEqualTo(50);
    assertThat(RatioBound.of(one, base, Z).boundPercent()).isNaN();
    RatioBound pair = RatioBound.of(PairedSums.NONE.plus(150, 100), Z);
    assertThat(pair.deltaPercent()).isEqualTo(50);
    assertThat(pair.boundPercent()).isNaN();
  }

  /** Sums beyond what a long holds, squares far beyond. */
  @Test
  void sumsOfABusyHourStayExact() {
    WholeSums half = WholeSums.NONE;
    PairedSums pairs = PairedSums.NONE;
    for (int i = 0; i < 1_000; i++) {
      half = half.plus(10_000_000);
      pairs = pairs.plus(10_000_000, 9_999_999);
    }
    for (int i = 0; i < 12; i++) {
      half = half.plus(half);
      pairs = pairs.plus(pairs);
    }
    assertThat(half.squares())
        .isEqualTo(BigInteger.TEN.pow(14).multiply(BigInteger.valueOf(4_096_000)));
    assertThat(half.variance(1)).isZero();
    assertThat(RatioBound.of(pairs, Z).boundPercent()).isCloseTo(100.0 / 9_999_999, within(1e-13));
  }
}
