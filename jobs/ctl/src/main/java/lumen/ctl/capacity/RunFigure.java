package lumen.ctl.capacity;

import java.util.Arrays;

/**
 * The same figure of several runs, sorted.
 *
 * @param values ascending, at least one
 */
public record RunFigure(double[] values) {
  /** Sorts a copy. */
  public RunFigure {
    if (values.length == 0) {
      throw new IllegalArgumentException("there must be a run");
    }
    values = values.clone();
    Arrays.sort(values);
  }

  /** The middle one; of an even number the mean of the middle two. */
  public double median() {
    int n = values.length;
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
  }

  /** The smallest. */
  public double least() {
    return values[0];
  }

  /** The largest. */
  public double most() {
    return values[values.length - 1];
  }
}
