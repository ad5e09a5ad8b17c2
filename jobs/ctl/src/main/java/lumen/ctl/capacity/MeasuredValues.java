package lumen.ctl.capacity;

import java.util.Arrays;

/** Values whose quantiles are asked for at the end: the inverse of the empirical distribution. */
final class MeasuredValues {
  private double[] values = new double[1024];
  private int size;

  /** Takes a value. */
  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  /**
   * The least value that a share of all does not exceed; NaN if there is none.
   *
   * @param share in (0, 1]
   */
  double at(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
  }
}
