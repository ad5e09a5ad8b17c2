package lumen.statistics;

import java.util.Arrays;

/** The middle of values: of an even count the mean of the two in the middle. */
public final class Median {
  private Median() {}

  /** Of values in any order; NaN of none. */
  public static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted);
  }

  static double ofSorted(double[] sorted) {
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
