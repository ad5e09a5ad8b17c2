package lumen.signal.now;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How wrong provisional phases have been, over the steps of a window that have both a provisional
 * and a final phase, weighted by the final envelope.
 *
 * <p>The errors are kept in the order of their size beside that of their steps, so a step costs a
 * search and a quantile one sum. Not thread-safe; allocates nothing after it is made.
 */
public final class NowAccount {
  private static final long NONE = Long.MIN_VALUE;

  /** By step modulo the window; a step has its place alone. */
  private final long[] steps;

  private final double[] errors;
  private final double[] weights;
  private final double[] cos;
  private final double[] sin;

  /** Places of the steps held, by the size of their error, those of equal size by step. */
  private final int[] bySize;

  private int size;
  private long newest = NONE;

  /**
   * An account of nothing.
   *
   * @param windowSteps W
   */
  public NowAccount(int windowSteps) {
    steps = new long[windowSteps];
    errors = new double[windowSteps];
    weights = new double[windowSteps];
    cos = new double[windowSteps];
    sin = new double[windowSteps];
    bySize = new int[windowSteps];
    Arrays.fill(steps, NONE);
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(steps, NONE);
    size = 0;
    newest = NONE;
  }

  /**
   * Takes what came of a step, later than the one before.
   *
   * @param error provisional phase less the final one, in cycles, (-0.5, 0.5]
   * @param weight final envelope, at least 0
   */
  public void add(long step, double error, double weight) {
    pass(step);
    int at = place(step);
    steps[at] = step;
    errors[at] = error;
    weights[at] = weight;
    double turn = 2 * Math.PI * error;
    cos[at] = StrictMath.cos(turn);
    sin[at] = StrictMath.sin(turn);
    int to = -1 - search(at);
    System.arraycopy(bySize, to, bySize, to + 1, size - to);
    bySize[to] = at;
    size++;
  }

  /** A step has become final; unless it is {@link #add}ed it lacks one of both. */
  public void pass(long step) {
    if (newest != NONE && size > 0) {
      long first = Math.max(newest + 1, step - steps.length + 1);
      for (long s = first; s <= step && size > 0; s++) {
        drop(place(s));
      }
    }
    newest = step;
  }

  private void drop(int at) {
    if (steps[at] != NONE) {
      int from = search(at);
      System.arraycopy(bySize, from + 1, bySize, from, size - from - 1);
      size--;
      steps[at] = NONE;
    }
  }

  /** Where a place stands by its size, or -1 less where it would. */
  private int search(int at) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(bySize[middle], at);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1 - low;
  }

  private int compare(int a, int b) {
    int order = Double.compare(Math.abs(errors[a]), Math.abs(errors[b]));
    return order != 0 ? order : Long.compare(steps[a], steps[b]);
  }

  private int place(long step) {
    return (int) Math.floorMod(step, (long) steps.length);
  }

  /** Steps of the window that have both. */
  public int size() {
    return size;
  }

  /**
   * Median, 90th percentile and {@link #plv} of what it holds, {@link NowFigures#NONE} of nothing.
   */
  NowFigures figures() {
    if (size == 0) {
      return NowFigures.NONE;
    }
    double re = 0;
    double im = 0;
    double all = 0;
    for (int i = 0; i < size; i++) {
      int at = bySize[i];
      re += weights[at] * cos[at];
      im += weights[at] * sin[at];
      all += weights[at];
    }
    double plv = all > 0 ? Math.min(1, Math.sqrt(re * re + im * im) / all) : Double.NaN;
    int at = 0;
    double running = weights[bySize[0]];
    while (running < 0.5 * all && at + 1 < size) {
      running += weights[bySize[++at]];
    }
    double median = Math.abs(errors[bySize[at]]);
    while (running < 0.9 * all && at + 1 < size) {
      running += weights[bySize[++at]];
    }
    return new NowFigures(median, Math.abs(errors[bySize[at]]), plv);
  }

  /**
   * Quantile of |e| by weight: the least value at which the running weight reaches the share q of
   * all; NaN of nothing.
   */
  public double quantile(double q) {
    double all = 0;
    for (int i = 0; i < size; i++) {
      all += weights[bySize[i]];
    }
    double running = 0;
    for (int i = 0; i < size; i++) {
      running += weights[bySize[i]];
      if (running >= q * all) {
        return Math.abs(errors[bySize[i]]);
      }
    }
    return size == 0 ? Double.NaN : Math.abs(errors[bySize[size - 1]]);
  }

  /**
   * Phase locking of provisional and final phase, {@code |sum m e^(2 pi j e)| / sum m} (Lachaux
   * 1999), 0 to 1; NaN where no step has a weight.
   */
  public double plv() {
    double re = 0;
    double im = 0;
    double all = 0;
    for (int i = 0; i < size; i++) {
      int at = bySize[i];
      re += weights[at] * cos[at];
      im += weights[at] * sin[at];
      all += weights[at];
    }
    return all > 0 ? Math.min(1, Math.sqrt(re * re + im * im) / all) : Double.NaN;
  }

  /** Writes the steps held from a step on: how many, then each. */
  void writeFrom(long firstStep, DataOutput out) throws IOException {
    long first = newest == NONE ? 0 : Math.max(firstStep, newest - steps.length + 1);
    int n = 0;
    for (long step = first; newest != NONE && step <= newest; step++) {
      n += steps[place(step)] == step ? 1 : 0;
    }
    out.writeInt(n);
    for (long step = first; n > 0 && step <= newest; step++) {
      int at = place(step);
      if (steps[at] == step) {
        out.writeLong(step);
        out.writeDouble(errors[at]);
        out.writeDouble(weights[at]);
      }
    }
  }

  /** Takes back what was written, later than what it holds. */
  void readFrom(DataInput in) throws IOException {
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      add(in.readLong(), in.readDouble(), in.readDouble());
    }
  }
}
