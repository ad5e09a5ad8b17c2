package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligned steps of one channel, as runs of consecutive steps.
 *
 * <p>A run is contiguous in plain arrays. Steps are appended in ascending order; steps already held
 * are skipped, so that replaying a block changes nothing. Not thread-safe.
 */
final class AlignedSteps {
  private final List<Run> runs = new ArrayList<>();
  private int cursor;

  /** Consecutive steps; {@code first} is the step at index {@code from}. */
  static final class Run {
    private static final int INITIAL = 64;
    private long first;
    private int from;
    private int to;
    double[] value = {};
    double[] phase = {};
    double[] envelope = {};

    private Run(long first) {
      this.first = first;
    }

    long first() {
      return first;
    }

    long last() {
      return first + (to - from) - 1;
    }

    boolean holds(long step) {
      return step >= first && step <= last();
    }

    int index(long step) {
      return from + (int) (step - first);
    }

    private void append(double[] values, double[] phases, double[] envelopes, int offset, int n) {
      makeRoom(n);
      System.arraycopy(values, offset, value, to, n);
      System.arraycopy(phases, offset, phase, to, n);
      System.arraycopy(envelopes, offset, envelope, to, n);
      to += n;
    }

    private void makeRoom(int n) {
      int held = to - from;
      if (to + n <= value.length) {
        return;
      }
      boolean grow = held + n > value.length - value.length / 4;
      int length = grow ? Math.max(INITIAL, (held + n) * 3 / 2) : value.length;
      value = moved(value, length);
      phase = moved(phase, length);
      envelope = moved(envelope, length);
      to = held;
      from = 0;
    }

    private double[] moved(double[] column, int length) {
      double[] target = length == column.length ? column : new double[length];
      System.arraycopy(column, from, target, 0, to - from);
      return target;
    }

    private void dropBefore(long step) {
      if (step > first) {
        from += (int) (step - first);
        first = step;
      }
    }
  }

  /**
   * Appends n steps from {@code firstStep} on; those at or before the last held one are skipped.
   */
  void append(long firstStep, double[] value, double[] phase, double[] envelope, int n) {
    long next = runs.isEmpty() ? firstStep : Math.max(firstStep, lastStep() + 1);
    int skip = (int) Math.min(n, next - firstStep);
    if (skip == n) {
      return;
    }
    if (runs.isEmpty() || next > lastStep() + 1) {
      runs.add(new Run(next));
    }
    runs.get(runs.size() - 1).append(value, phase, envelope, skip, n - skip);
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** The run that holds the step, or null. */
  Run runAt(long step) {
    if (cursor < runs.size() && runs.get(cursor).holds(step)) {
      return runs.get(cursor);
    }
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).holds(step)) {
        cursor = i;
        return runs.get(i);
      }
    }
    return null;
  }

  /** The first step held at or after the given one; {@link Long#MAX_VALUE} if there is none. */
  long firstAtOrAfter(long step) {
    for (Run run : runs) {
      if (run.last() >= step) {
        return Math.max(step, run.first());
      }
    }
    return Long.MAX_VALUE;
  }

  /** How many consecutive steps end at the given one, at most {@code limit}. */
  int runEndingAt(long step, int limit) {
    Run run = runAt(step);
    return run == null ? 0 : (int) Math.min(limit, step - run.first() + 1);
  }

  /** Drops all earlier steps. */
  void dropBefore(long step) {
    int gone = 0;
    while (gone < runs.size() && runs.get(gone).last() < step) {
      gone++;
    }
    if (gone > 0) {
      runs.subList(0, gone).clear();
      cursor = 0;
    }
    if (!runs.isEmpty()) {
      runs.get(0).dropBefore(step);
    }
  }

  private long lastStep() {
    return runs.get(runs.size() - 1).last();
  }

  @Override
  public String toString() {
    return "AlignedSteps" + Arrays.toString(runs.stream().mapToLong(Run::first).toArray());
  }
}
