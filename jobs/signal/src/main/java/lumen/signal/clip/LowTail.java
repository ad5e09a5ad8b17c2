package lumen.signal.clip;

import java.util.Arrays;

/**
 * The smallest values of a window in ascending order, without sorting the rest of it.
 *
 * <p>A quantile near the edge needs the tail only. Kept are the {@code size} smallest values of the
 * window as a multiset; a new value at or above the largest kept one belongs to the rest and costs
 * one comparison. When removals have eaten the tail down to the rank asked for, it is selected
 * again from the window with a slack of a sixteenth of it, which spreads the O(n) selection over at
 * least n/16 samples, also for a signal that only rises. A tail that outgrows twice the slack is
 * cut. Values are held so that -0.0 never occurs: equal values are the same bits.
 *
 * <p>Cost per sample for a window of n values and a quantile p: one comparison, and with a
 * probability of about p + 1/8 a binary search and a move within (p + 1/8) n values.
 */
final class LowTail {
  private static final int MIN_SLACK = 32;
  private static final int SLACK_SHARE = 16;

  private final double sign;
  private double[] kept = new double[2 * MIN_SLACK];
  private int size;
  private boolean whole = true;

  /**
   * An empty tail.
   *
   * @param sign 1 for the smallest values; -1 for the largest, in descending order
   */
  LowTail(int sign) {
    this.sign = sign;
  }

  void clear() {
    size = 0;
    whole = true;
  }

  /** Forgets the tail of a window that holds values: the next question selects it. */
  void invalidate() {
    size = 0;
    whole = false;
  }

  void add(double value) {
    double v = signed(value);
    if (!whole && (size == 0 || v >= kept[size - 1])) {
      return;
    }
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, 2 * size);
    }
    int at = lowerBound(v);
    System.arraycopy(kept, at, kept, at + 1, size - at);
    kept[at] = v;
    size++;
  }

  void remove(double value) {
    double v = signed(value);
    if (size == 0 || v > kept[size - 1]) {
      return;
    }
    int at = lowerBound(v);
    System.arraycopy(kept, at + 1, kept, at, size - at - 1);
    size--;
  }

  /**
   * The value with a rank.
   *
   * @param rank 0 for the smallest (or largest) value of the window
   * @param window the values that were added and not removed
   */
  double at(int rank, SampleRing window) {
    int slack = Math.max(MIN_SLACK, window.size() / SLACK_SHARE);
    int enough = rank + 1 + slack;
    if (size <= rank && !whole) {
      select(Math.min(enough, window.size()), window);
    } else if (size > enough + slack) {
      size = enough;
      whole = false;
    }
    return signed(kept[rank]);
  }

  /** The value, mirrored if the largest are kept; -0.0 becomes 0.0. */
  private double signed(double value) {
    return sign * value + 0.0;
  }

  private int lowerBound(double v) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (kept[middle] < v) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Selects the smallest values by a heap with the largest of them on top, then sorts it. */
  private void select(int count, SampleRing window) {
    if (kept.length < count) {
      kept = new double[Math.max(count, 2 * kept.length)];
    }
    for (int i = 0; i < count; i++) {
      kept[i] = signed(window.value(i));
    }
    for (int i = count / 2 - 1; i >= 0; i--) {
      sink(i, kept[i], count);
    }
    for (int i = count; i < window.size(); i++) {
      double v = signed(window.value(i));
      if (v < kept[0]) {
        sink(0, v, count);
      }
    }
    for (int last = count - 1; last > 0; last--) {
      double v = kept[last];
      kept[last] = kept[0];
      sink(0, v, last);
    }
    size = count;
    whole = count == window.size();
  }

  /** Puts a value into the heap at or below a hole. */
  private void sink(int hole, double v, int count) {
    int at = hole;
    for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && kept[child + 1] > kept[child]) {
        child++;
      }
      if (kept[child] <= v) {
        break;
      }
      kept[at] = kept[child];
      at = child;
    }
    kept[at] = v;
  }
}
