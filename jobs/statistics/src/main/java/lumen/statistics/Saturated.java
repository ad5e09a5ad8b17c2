package lumen.statistics;

/**
 * Sums and products of whole numbers that stay at the largest or least long instead of leaving it.
 * What comes near it is no honest count; a job that stopped at it would stop again at each restart.
 */
public final class Saturated {
  private Saturated() {}

  /** The sum, or the nearest long. */
  public static long add(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? nearest(a < 0) : sum;
  }

  /** The product, or the nearest long. */
  public static long multiply(long a, long b) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b);
    return high == low >> 63 ? low : nearest((a < 0) != (b < 0));
  }

  private static long nearest(boolean negative) {
    return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
