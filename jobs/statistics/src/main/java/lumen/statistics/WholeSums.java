package lumen.statistics;

import java.math.BigInteger;

/**
 * Count, sum and sum of squares of whole numbers, exact however many there are.
 *
 * @param n how many
 * @param sum their sum
 * @param squares the sum of their squares
 */
public record WholeSums(long n, long sum, BigInteger squares) {
  /** Of nothing. */
  public static final WholeSums NONE = new WholeSums(0, 0, BigInteger.ZERO);

  /** Checks the count. */
  public WholeSums {
    if (n < 0) {
      throw new IllegalArgumentException("count must be at least 0: n=" + n);
    }
  }

  /** With one number more. */
  public WholeSums plus(long value) {
    BigInteger wide = BigInteger.valueOf(value);
    return new WholeSums(n + 1, Math.addExact(sum, value), squares.add(wide.multiply(wide)));
  }

  /** With the numbers of another. */
  public WholeSums plus(WholeSums more) {
    return more.n == 0
        ? this
        : new WholeSums(n + more.n, Math.addExact(sum, more.sum), squares.add(more.squares));
  }

  /**
   * The mean, where the numbers count parts of a unit; NaN of nothing.
   *
   * @param parts how many parts a unit has: 1, or 1,000,000 for millionths
   */
  public double mean(long parts) {
    return n == 0 ? Double.NaN : sum / ((double) parts * n);
  }

  /**
   * The variance of the sample, (n Q - S^2)/(n (n - 1)) in units squared: dividend and divisor are
   * whole numbers, each of which becomes a double once. NaN of fewer than two.
   *
   * @param parts how many parts a unit has
   */
  public double variance(long parts) {
    if (n < 2) {
      return Double.NaN;
    }
    BigInteger count = BigInteger.valueOf(n);
    BigInteger total = BigInteger.valueOf(sum);
    BigInteger unit = BigInteger.valueOf(parts);
    BigInteger dividend = count.multiply(squares).subtract(total.multiply(total));
    BigInteger divisor = unit.multiply(unit).multiply(count).multiply(BigInteger.valueOf(n - 1));
    return dividend.doubleValue() / divisor.doubleValue();
  }
}
