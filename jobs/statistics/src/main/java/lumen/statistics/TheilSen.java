package lumen.statistics;

import java.util.Arrays;

/**
 * The slope of a line through points by the median of all slopes between two (Theil 1950, Sen
 * 1968).
 */
public final class TheilSen {
  private TheilSen() {}

  /**
   * The slope, units of y for one of x.
   *
   * @param x places, no two of them equal
   * @param y values, as many
   * @throws IllegalArgumentException where there are fewer than two points
   */
  public static double slope(double[] x, double[] y) {
    if (x.length < 2 || x.length != y.length) {
      throw new IllegalArgumentException(
          "must be two points or more: x=" + x.length + " y=" + y.length);
    }
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    return Median.ofSorted(slopes);
  }
}
