package lumen.watch.sampled;

import java.util.Arrays;

/** The quantile as Prometheus takes it: straight between the two nearest ranks. */
public final class Quantile {
  private Quantile() {}

  /** That of some values, NaN of none. */
  public static double of(double q, double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double rank = q * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = rank - below;
    return sorted[below] * (1 - weight) + sorted[above] * weight;
  }
}
