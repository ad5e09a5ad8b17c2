package lumen.statistics;

import java.util.Arrays;

/**
 * How far tests may be believed together: q is the share of false ones among all with a q as small,
 * whatever the tests have to do with each other (Benjamini, Yekutieli 2001): q(i) = min over j >= i
 * of p(j) m (1 + 1/2 + .. + 1/m)/j, at most 1.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /** The q of each p, in the order given. */
  public static double[] q(double[] p) {
    int m = p.length;
    Integer[] order = new Integer[m];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
    double harmonic = 0;
    for (int i = 1; i <= m; i++) {
      harmonic += 1.0 / i;
    }
    double[] q = new double[m];
    double least = 1;
    for (int i = m; i >= 1; i--) {
      int at = order[i - 1];
      least = Math.min(least, p[at] * m * harmonic / i);
      q[at] = least;
    }
    return q;
  }
}
