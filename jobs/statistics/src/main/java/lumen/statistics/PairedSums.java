package lumen.statistics;

import java.math.BigInteger;

/**
 * Sums over pairs of whole numbers, exact however many there are: what was, and what it is held
 * against.
 *
 * @param n how many pairs
 * @param sum sum of the first of each
 * @param baseSum sum of the second
 * @param squares sum of the squares of the first
 * @param products sum of the products
 * @param baseSquares sum of the squares of the second
 */
public record PairedSums(
    long n,
    long sum,
    long baseSum,
    BigInteger squares,
    BigInteger products,
    BigInteger baseSquares) {
  /** Of nothing. */
  public static final PairedSums NONE =
      new PairedSums(0, 0, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  /** Checks the count. */
  public PairedSums {
    if (n < 0) {
      throw new IllegalArgumentException("count must be at least 0: n=" + n);
    }
  }

  /** With one pair more. */
  public PairedSums plus(long value, long base) {
    BigInteger a = BigInteger.valueOf(value);
    BigInteger b = BigInteger.valueOf(base);
    return new PairedSums(
        n + 1,
        Math.addExact(sum, value),
        Math.addExact(baseSum, base),
        squares.add(a.multiply(a)),
        products.add(a.multiply(b)),
        baseSquares.add(b.multiply(b)));
  }

  /** With the pairs of another. */
  public PairedSums plus(PairedSums more) {
    return more.n == 0
        ? this
        : new PairedSums(
            n + more.n,
            Math.addExact(sum, more.sum),
            Math.addExact(baseSum, more.baseSum),
            squares.add(more.squares),
            products.add(more.products),
            baseSquares.add(more.baseSquares));
  }
}
