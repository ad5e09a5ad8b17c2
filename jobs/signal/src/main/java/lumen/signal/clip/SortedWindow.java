package lumen.signal.clip;

import java.util.Arrays;

/**
 * The values of a window in ascending order, with their median and median absolute deviation.
 *
 * <p>The deviations to the left and to the right of the median are two sorted sequences already, so
 * the median of both together is found without sorting: it lies where {@code a} of the left and
 * {@code b} of the right ones, a + b fixed, are the smallest. The search starts from the split
 * found last, which is rarely more than a step away, and falls back to bisection. -0.0 is held as
 * 0.0, so that equal values are the same bits.
 *
 * <p>Cost per sample: two binary searches and one move within the window, O(log n) for the MAD.
 */
final class SortedWindow {
  private static final int START_CAPACITY = 64;
  private static final int NEAR_STEPS = 8;

  private double[] sorted = new double[START_CAPACITY];
  private int size;
  private int lastSplit;

  void clear() {
    size = 0;
    lastSplit = 0;
  }

  void add(double value) {
    ensureCapacity(size + 1);
    double v = value + 0.0;
    int at = lowerBound(v);
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = v;
    size++;
  }

  void remove(double value) {
    int at = lowerBound(value + 0.0);
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    size--;
  }

  /** Removes one value and adds another in one move. */
  void replace(double gone, double value) {
    double v = value + 0.0;
    int out = lowerBound(gone + 0.0);
    int in = lowerBound(v);
    if (in > out) {
      System.arraycopy(sorted, out + 1, sorted, out, in - out - 1);
      sorted[in - 1] = v;
    } else {
      System.arraycopy(sorted, in, sorted, in + 1, out - in);
      sorted[in] = v;
    }
  }

  /** Fills the empty window with all values of a ring. */
  void addAll(SampleRing ring) {
    ensureCapacity(ring.size());
    for (int i = 0; i < ring.size(); i++) {
      sorted[i] = ring.value(i) + 0.0;
    }
    size = ring.size();
    Arrays.sort(sorted, 0, size);
  }

  /** The median; of an even number of values the mean of the middle two. */
  double median() {
    double upper = sorted[size / 2];
    return (size & 1) == 1 ? upper : (sorted[size / 2 - 1] + upper) / 2;
  }

  /** The median of the distances from the median, by the same definition. */
  double medianAbsoluteDeviation(double median) {
    int centre = size / 2;
    int count = (size + 1) / 2;
    int a = split(median, centre, count);
    lastSplit = a;
    int b = count - a;
    double lower = Math.max(left(a - 1, centre, median), right(b - 1, centre, median));
    if ((size & 1) == 1) {
      return lower;
    }
    return (lower + Math.min(left(a, centre, median), right(b, centre, median))) / 2;
  }

  /** How many of the smallest {@code count} deviations lie on the left. */
  private int split(double median, int centre, int count) {
    int min = Math.max(0, count - (size - centre));
    int max = Math.min(count, centre);
    int a = Math.max(min, Math.min(max, lastSplit));
    for (int i = 0; i < NEAR_STEPS; i++) {
      if (a > min && left(a - 1, centre, median) > right(count - a, centre, median)) {
        a--;
      } else if (a < max && right(count - a - 1, centre, median) > left(a, centre, median)) {
        a++;
      } else {
        return a;
      }
    }
    return bisect(median, centre, count, min, max);
  }

  private int bisect(double median, int centre, int count, int min, int max) {
    int low = min;
    int high = max;
    while (low < high) {
      int a = (low + high) >>> 1;
      if (right(count - a - 1, centre, median) > left(a, centre, median)) {
        low = a + 1;
      } else {
        high = a;
      }
    }
    return low;
  }

  /** The i-th smallest deviation on the left; -infinity before the first, infinity after all. */
  private double left(int i, int centre, double median) {
    if (i < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return i < centre ? median - sorted[centre - 1 - i] : Double.POSITIVE_INFINITY;
  }

  private double right(int i, int centre, double median) {
    if (i < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return centre + i < size ? sorted[centre + i] - median : Double.POSITIVE_INFINITY;
  }

  private int lowerBound(double v) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < v) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void ensureCapacity(int needed) {
    if (needed > sorted.length) {
      sorted = Arrays.copyOf(sorted, Math.max(needed, 2 * sorted.length));
    }
  }
}
