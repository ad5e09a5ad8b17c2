package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {
  private static final long MILLIONTHS = 1_000_000;

  /** Answers that are right or wrong: so many right of so many, in millionths. */
  private static WholeSums right(long k, long n) {
    return new WholeSums(
        n, k * MILLIONTHS, BigInteger.valueOf(k).multiply(BigInteger.valueOf(MILLIONTHS).pow(2)));
  }

  /** 0.64 against 0.86 of 60 each, with a spread of 0.41 each. */
  @Test
  void differenceOfSixtyIsSureWithinItsBound() {
    MeanDifference difference = MeanDifference.of(spread(640_000), spread(860_000), MILLIONTHS);
    assertThat(difference.difference()).isCloseTo(-0.22, within(1e-12));
    double error = Math.sqrt(2 * 0.41 * 0.41 / 60);
    assertThat(difference.upper(2.326)).isCloseTo(-0.22 + 2.326 * error, within(1e-6));
    assertThat(difference.lower(2.326)).isCloseTo(-0.22 - 2.326 * error, within(1e-6));
  }

  private static WholeSums spread(long mean) {
    BigInteger sd = BigInteger.valueOf(410_000).pow(2).multiply(BigInteger.valueOf(59));
    BigInteger squares = BigInteger.valueOf(mean).pow(2).multiply(BigInteger.valueOf(60)).add(sd);
    return new WholeSums(60, 60 * mean, squares);
  }

  /** s^2 of k right of n is k (n - k)/(n (n - 1)). */
  @Test
  void varianceOfRightAndWrongIsThatOfCounts() {
    assertThat(right(842, 1_319).variance(MILLIONTHS))
        .isCloseTo(842.0 * 477 / (1_319.0 * 1_318), within(1e-15));
    assertThat(right(842, 1_319).mean(MILLIONTHS)).isEqualTo(842.0 / 1_319);
  }

  @Test
  void oneValueHasNoBound() {
    MeanDifference one = MeanDifference.of(right(1, 1), right(1, 2), MILLIONTHS);
    assertThat(one.difference()).isEqualTo(0.5);
    assertThat(one.upper(2.326)).isNaN();
    assertThat(MeanDifference.of(WholeSums.NONE, right(1, 2), MILLIONTHS).difference()).isNaN();
  }
}
