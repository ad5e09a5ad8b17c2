package lumen.signal.loop;

import java.util.Arrays;

/**
 * What ticks of a locked bridge say together.
 *
 * @param n how many there are
 * @param spreadP95 95th percentile of |e - median e| in cycles, by the nearest rank ceil(0.95 n):
 *     type 1 of Hyndman and Fan (1996), the rank in whole numbers; NaN of none
 * @param tickMs their mean tick in ms; NaN of none, or where one is not known
 */
public record StoodTicks(int n, double spreadP95, double tickMs) {

  /**
   * Of some ticks.
   *
   * @param errors their phase errors in cycles
   * @param sumMs sum of their ticks in ms
   */
  static StoodTicks of(double[] errors, double sumMs) {
    int n = errors.length;
    if (n == 0) {
      return new StoodTicks(0, Double.NaN, Double.NaN);
    }
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    for (int i = 0; i < n; i++) {
      sorted[i] = Math.abs(errors[i] - median);
    }
    Arrays.sort(sorted);
    return new StoodTicks(n, sorted[(19 * n + 19) / 20 - 1], sumMs / n);
  }
}
