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
 * search and a quantile a part of one sum. What belongs to an error lies side by side. Not
 * thread-safe; allocates nothing after it is made.
 */
public final class NowAccount {
  private static final long NONE = Long.MIN_VALUE;
  private static final int EIGHT = 8;

  /** Columns of a step: its error, the weight, and weighted cosine and sine of the error. */
  private static final int COLUMNS = 4;

  private static final int WEIGHT = 1;
  private static final int RE = 2;
  private static final int IM = 3;

  /** Columns of an error among the others: its size, its weight and the place of its step. */
  private static final int SORTED = 3;

  private static final int PLACE = 2;

  /** By step modulo the window; a step has its place alone. */
  private final long[] steps;

  /** The columns of each place, one behind the other; 0 where no step is held. */
  private final double[] rows;

  /** Those of the steps held, by the size of their error, those of equal size by step. */
  private final double[] bySize;

  private int size;
  private long newest = NONE;

  // Of all that is held, since they were formed last.
  private double all;
  private double allRe;
  private double allIm;

  /**
   * An account of nothing.
   *
   * @param windowSteps W
   */
  public NowAccount(int windowSteps) {
    steps = new long[windowSteps];
    rows = new double[COLUMNS * windowSteps];
    bySize = new double[SORTED * windowSteps];
    Arrays.fill(steps, NONE);
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(steps, NONE);
    Arrays.fill(rows, 0);
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
    int left = steps[at] == NONE ? size : search(Math.abs(rows[COLUMNS * at]), steps[at]);
    int to = search(its, step);
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
    int row = COLUMNS * at;
    rows[row] = error;
    rows[row + WEIGHT] = weight;
    rows[row + RE] = weight * QuickCycles.cos(error);
    rows[row + IM] = weight * QuickCycles.sin(error);
    row = SORTED * to;
    bySize[row] = its;
    bySize[row + WEIGHT] = weight;
    bySize[row + PLACE] = at;
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
      int from = search(Math.abs(rows[COLUMNS * at]), steps[at]);
      shift(from + 1, from, size - from - 1);
      size--;
      steps[at] = NONE;
      Arrays.fill(rows, COLUMNS * at, COLUMNS * (at + 1), 0);
    }
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(bySize, SORTED * from, bySize, SORTED * to, SORTED * length);
  }

  /**
   * Where the error of a step stands by its size, or would. Halves without a branch on what it
   * finds, which would be guessed wrong every other time; sizes compare as their bits do.
   */
  private int search(double its, long step) {
    long bits = Double.doubleToRawLongBits(its);
    int low = 0;
    for (int left = size; left > 0; ) {
      int half = (left + 1) >>> 1;
      low = bitsAt(low + half - 1) < bits ? low + half : low;
      left -= half;
    }
    while (low < size && bitsAt(low) == bits && steps[(int) bySize[SORTED * low + PLACE]] < step) {
      low++;
    }
    return low;
  }

  private long bitsAt(int which) {
    return Double.doubleToRawLongBits(bySize[SORTED * which]);
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
    formSums();
    double median = reached(0.5 * all);
    return new NowFigures(median, reached(0.9 * all), locking());
  }

  /**
   * Quantile of |e| by weight: the least value at which the running weight reaches the share q of
   * all; NaN of nothing.
   */
  public double quantile(double q) {
    formSums();
    return size == 0 ? Double.NaN : reached(q * all);
  }

  /** The least size at which the running weight, formed of eight at a time, reaches a sum. */
  private double reached(double sum) {
    double running = 0;
    int at = 0;
    while (at + EIGHT <= size) {
      double eight = eight(SORTED * at + WEIGHT);
      if (running + eight >= sum) {
        break;
      }
      running += eight;
      at += EIGHT;
    }
    for (; at < size - 1; at++) {
      running += bySize[SORTED * at + WEIGHT];
      if (running >= sum) {
        break;
      }
    }
    return bySize[SORTED * at];
  }

  private double eight(int at) {
    double[] w = bySize;
    return w[at]
        + w[at + SORTED]
        + (w[at + 2 * SORTED] + w[at + 3 * SORTED])
        + (w[at + 4 * SORTED] + w[at + 5 * SORTED] + (w[at + 6 * SORTED] + w[at + 7 * SORTED]));
  }

  /**
   * Phase locking of provisional and final phase, {@code |sum m e^(2 pi j e)| / sum m} (Lachaux
   * 1999), 0 to 1; NaN where no step has a weight.
   */
  public double plv() {
    formSums();
    return locking();
  }

  private double locking() {
    return all > 0 ? Math.min(1, Math.sqrt(allRe * allRe + allIm * allIm) / all) : Double.NaN;
  }

  /** Each as four sums side by side, so that none waits; by place, whatever came first. */
  private void formSums() {
    double[] r = rows;
    double w0 = 0;
    double w1 = 0;
    double w2 = 0;
    double w3 = 0;
    double re0 = 0;
    double re1 = 0;
    double re2 = 0;
    double re3 = 0;
    double im0 = 0;
    double im1 = 0;
    double im2 = 0;
    double im3 = 0;
    int i = 0;
    for (int last = r.length - 4 * COLUMNS; i <= last; i += 4 * COLUMNS) {
      w0 += r[i + WEIGHT];
      re0 += r[i + RE];
      im0 += r[i + IM];
      w1 += r[i + COLUMNS + WEIGHT];
      re1 += r[i + COLUMNS + RE];
      im1 += r[i + COLUMNS + IM];
      w2 += r[i + 2 * COLUMNS + WEIGHT];
      re2 += r[i + 2 * COLUMNS + RE];
      im2 += r[i + 2 * COLUMNS + IM];
      w3 += r[i + 3 * COLUMNS + WEIGHT];
      re3 += r[i + 3 * COLUMNS + RE];
      im3 += r[i + 3 * COLUMNS + IM];
    }
    for (; i < r.length; i += COLUMNS) {
      w0 += r[i + WEIGHT];
      re0 += r[i + RE];
      im0 += r[i + IM];
    }
    all = w0 + w1 + (w2 + w3);
    allRe = re0 + re1 + (re2 + re3);
    allIm = im0 + im1 + (im2 + im3);
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
        out.writeDouble(rows[COLUMNS * at]);
        out.writeDouble(rows[COLUMNS * at + WEIGHT]);
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
