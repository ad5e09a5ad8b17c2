package lumen.statistics;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Whether values rise or fall with time (Mann 1945, Kendall 1975): S counts the pairs that rise
 * less those that fall. Its distribution over all orders of the values is exact, with ties too: the
 * inversions of the orders of a multiset are counted by the Gaussian multinomial [n]!/([t1]! [t2]!
 * ...), and S = (untied pairs) - 2 (inversions).
 *
 * @param s pairs that rise less pairs that fall
 * @param p the share of all orders of the values with |S| at least as large
 */
public record MannKendall(int s, double p) {
  /** The most values: the distribution has n (n - 1)/2 + 1 entries. */
  public static final int MAX_VALUES = 200;

  /**
   * Of values in the order of time.
   *
   * @throws IllegalArgumentException where there are none, or more than {@link #MAX_VALUES}
   */
  public static MannKendall of(double[] values) {
    if (values.length < 1 || values.length > MAX_VALUES) {
      throw new IllegalArgumentException("must be 1.." + MAX_VALUES + " values: " + values.length);
    }
    int s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        s += Double.compare(values[j], values[i]);
      }
    }
    BigInteger[] orders = inversions(values);
    int untied = orders.length - 1;
    BigInteger all = BigInteger.ZERO;
    BigInteger asLarge = BigInteger.ZERO;
    for (int k = 0; k <= untied; k++) {
      all = all.add(orders[k]);
      if (Math.abs(untied - 2 * k) >= Math.abs(s)) {
        asLarge = asLarge.add(orders[k]);
      }
    }
    return new MannKendall(s, Quotient.of(asLarge, all));
  }

  /** How many orders of the values have 0, 1, 2.. inversions. */
  private static BigInteger[] inversions(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    BigInteger[] counts = new BigInteger[n * (n - 1) / 2 + 1];
    Arrays.fill(counts, BigInteger.ZERO);
    counts[0] = BigInteger.ONE;
    int ties = 0;
    int top = 0;
    for (int i = 0; i < n; i++) {
      ties = i > 0 && Double.compare(sorted[i], sorted[i - 1]) == 0 ? ties + 1 : 1;
      top += i + 1 - ties;
      times(counts, i + 1);
      over(counts, ties);
    }
    return Arrays.copyOf(counts, top + 1);
  }

  /** Times 1 - q^k; what lies beyond the table falls away, as the quotient is no longer than it. */
  private static void times(BigInteger[] counts, int k) {
    for (int i = counts.length - 1; i >= k; i--) {
      counts[i] = counts[i].subtract(counts[i - k]);
    }
  }

  /** Divided by 1 - q^k. */
  private static void over(BigInteger[] counts, int k) {
    for (int i = k; i < counts.length; i++) {
      counts[i] = counts[i].add(counts[i - k]);
    }
  }
}
