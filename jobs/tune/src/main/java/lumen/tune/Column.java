package lumen.tune;

import java.util.Arrays;

/**
 * What a metric did: mean, least and greatest of all values, quantiles (type 1) of at most {@value
 * #MOST}. A longer log gives its quantiles from every second value, then every fourth, and so on,
 * so memory is bounded and the same log gives the same figures.
 */
final class Column {
  private static final int MOST = 1 << 14;

  private static final int FIRST = 1 << 6;

  private double[] kept = new double[FIRST];
  private int size;
  private long stride = 1;
  private long n;
  private double mean;

  /** Sum of the squared distances from the mean (Welford 1962). */
  private double squares;

  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  void add(double value) {
    if (n % stride == 0) {
      if (size == MOST) {
        thin();
      }
      if (n % stride == 0) {
        keep(value);
      }
    }
    n++;
    double away = value - mean;
    mean += away / n;
    squares += away * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  private void keep(double value) {
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, 2 * size);
    }
    kept[size++] = value;
  }

  private void thin() {
    for (int i = 0; i < MOST / 2; i++) {
      kept[i] = kept[2 * i];
    }
    size = MOST / 2;
    stride *= 2;
  }

  /** Whether it has no value. */
  boolean isEmpty() {
    return n == 0;
  }

  /** What it came to; it must have a value. */
  Figures figures() {
    double[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    return new Figures(
        n,
        mean,
        quantileType1(sorted, 0.05),
        quantileType1(sorted, 0.95),
        min,
        max,
        Math.sqrt(Math.max(0, squares) / n));
  }

  /**
   * The quantile of type 1 of Hyndman and Fan (1996), the inverse of the empirical distribution:
   * the least value that a share of all does not exceed, at the rank ceil(share n).
   */
  private static double quantileType1(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length - 1, rank - 1))];
  }

  /**
   * The figures of a metric.
   *
   * @param n values
   * @param p05 the level held 95 % of the time
   * @param p95 the level exceeded 5 % of the time
   * @param deviation standard deviation of the values
   */
  record Figures(
      long n, double mean, double p05, double p95, double min, double max, double deviation) {}
}
