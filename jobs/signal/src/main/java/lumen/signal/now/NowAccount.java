package lumen.signal.now;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import lumen.signal.cycle.QuickCycles;

/**
 * How wrong provisional phases have been, over the steps of a window that have both a provisional
 * and a final phase, weighted by the final envelope.
 *
 * <p>The errors are kept in the order of their size beside that of their steps, so a step costs a
 * search and a quantile a part of one sum. Not thread-safe; allocates nothing after it is made.
 */
public final class NowAccount {
  private static final long NONE = Long.MIN_VALUE;
  private static final int EIGHT = 8;

  /** By step modulo the window; a step has its place alone. */
  private final long[] steps;

  private final double[] errors;

  /** Weight, and weighted cosine and sine of the error; 0 where no step is held. */
  private final double[] weights;

  private final double[] re;
  private final double[] im;

  /** Places of the steps held, by the size of their error, those of equal size by step. */
  private final int[] bySize;

  /** Sizes and weights of these, in that order. */
  private final double[] sizes;

  private final double[] weightsBySize;

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
    re = new double[windowSteps];
    im = new double[windowSteps];
    bySize = new int[windowSteps];
    sizes = new double[windowSteps];
    weightsBySize = new double[windowSteps];
    Arrays.fill(steps, NONE);
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(steps, NONE);
    Arrays.fill(weights, 0);
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
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
    dropBetween(step, step - 1);
    int at = place(step);
    double its = Math.abs(error);
    int left = steps[at] == NONE ? size : search(Math.abs(errors[at]), steps[at]);
    int to = search(its, step);
    to = to < 0 ? -1 - to : to;
    if (left == size) {
      size++;
    }
    if (to > left) {
      to--;
      shift(left + 1, left, to - left);
    } else {
      shift(to, to + 1, left - to);
    }
    steps[at] = step;
    errors[at] = error;
    weights[at] = weight;
    re[at] = weight * QuickCycles.cos(error);
    im[at] = weight * QuickCycles.sin(error);
    bySize[to] = at;
    sizes[to] = its;
    weightsBySize[to] = weight;
    newest = step;
  }

  /** A step has become final; unless it is {@link #add}ed it lacks one of both. */
  public void pass(long step) {
    dropBetween(step, step);
    newest = Math.max(newest, step);
  }

  /** Drops what lies in the places of the steps behind the newest, up to one of them. */
  private void dropBetween(long step, long last) {
    if (newest != NONE) {
      for (long s = Math.max(newest + 1, step - steps.length + 1); s <= last && size > 0; s++) {
        drop(place(s));
      }
    }
  }

  private void drop(int at) {
    if (steps[at] != NONE) {
      int from = search(Math.abs(errors[at]), steps[at]);
      shift(from + 1, from, size - from - 1);
      size--;
      steps[at] = NONE;
      weights[at] = 0;
      re[at] = 0;
      im[at] = 0;
    }
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(bySize, from, bySize, to, length);
    System.arraycopy(sizes, from, sizes, to, length);
    System.arraycopy(weightsBySize, from, weightsBySize, to, length);
  }

  /** Where the error of a step stands by its size, or -1 less where it would. */
  private int search(double its, long step) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      double other = sizes[middle];
      int order = other < its ? -1 : other > its ? 1 : Long.compare(steps[bySize[middle]], step);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1 - low;
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
    double all = sum(weights, weights.length);
    double median = reached(0.5 * all);
    return new NowFigures(median, reached(0.9 * all), plv(all));
  }

  /**
   * Quantile of |e| by weight: the least value at which the running weight reaches the share q of
   * all; NaN of nothing.
   */
  public double quantile(double q) {
    return size == 0 ? Double.NaN : reached(q * sum(weights, weights.length));
  }

  /** The least size at which the running weight, formed of eight at a time, reaches a sum. */
  private double reached(double sum) {
    double running = 0;
    int at = 0;
    while (at + EIGHT <= size) {
      double eight = eight(at);
      if (running + eight >= sum) {
        break;
      }
      running += eight;
      at += EIGHT;
    }
    for (; at < size - 1; at++) {
      running += weightsBySize[at];
      if (running >= sum) {
        break;
      }
    }
    return sizes[at];
  }

  private double eight(int at) {
    double[] w = weightsBySize;
    return w[at]
        + w[at + 1]
        + (w[at + 2] + w[at + 3])
        + (w[at + 4] + w[at + 5] + (w[at + 6] + w[at + 7]));
  }

  /**
   * Phase locking of provisional and final phase, {@code |sum m e^(2 pi j e)| / sum m} (Lachaux
   * 1999), 0 to 1; NaN where no step has a weight.
   */
  public double plv() {
    return plv(sum(weights, weights.length));
  }

  private double plv(double all) {
    double sumRe = sum(re, re.length);
    double sumIm = sum(im, im.length);
    return all > 0 ? Math.min(1, Math.sqrt(sumRe * sumRe + sumIm * sumIm) / all) : Double.NaN;
  }

  /** Four sums side by side, so that none waits for the others; by place, whatever came first. */
  private static double sum(double[] of, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += of[i];
      b += of[i + 1];
      c += of[i + 2];
      d += of[i + 3];
    }
    for (; i < n; i++) {
      a += of[i];
    }
    return a + b + (c + d);
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
