package lumen.report;

import java.util.Arrays;

/**
 * A curve of any length in bounded memory: minimum, maximum and mean of equal spans of grid steps.
 *
 * <p>Starts with one step to a span; whenever the curve outgrows its capacity, neighbouring spans
 * are joined and the span doubles. A span without a value is a gap.
 */
final class MinMaxEnvelope {
  private static final int INITIAL = 256;
  private final int capacity;
  private long origin = Long.MIN_VALUE;
  private long width = 1;
  private int size;
  private double[] min = filled(INITIAL, Double.POSITIVE_INFINITY);
  private double[] max = filled(INITIAL, Double.NEGATIVE_INFINITY);
  private double[] sum = new double[INITIAL];
  private int[] count = new int[INITIAL];

  /** A curve of at most {@code capacity} spans, at least 2. */
  MinMaxEnvelope(int capacity) {
    this.capacity = capacity;
  }

  private static double[] filled(int n, double value) {
    double[] array = new double[n];
    Arrays.fill(array, value);
    return array;
  }

  /** Takes the value of a step, not earlier than the first one taken; NaN is a gap. */
  void add(long step, double value) {
    if (origin == Long.MIN_VALUE) {
      origin = step;
    }
    if (step < origin) {
      throw new IllegalArgumentException("steps must ascend: step=" + step + " first=" + origin);
    }
    while ((step - origin) / width >= capacity) {
      join();
    }
    int span = (int) ((step - origin) / width);
    size = Math.max(size, span + 1);
    if (Double.isNaN(value)) {
      return;
    }
    reserve(span);
    min[span] = Math.min(min[span], value);
    max[span] = Math.max(max[span], value);
    sum[span] += value;
    count[span]++;
  }

  /**
   * Takes a value that holds from a step to the one before {@code to}: once in each span it
   * touches, so that a long time costs no more than the spans.
   */
  void hold(long from, long to, double value) {
    long step = from;
    while (step < to) {
      add(step, value);
      step = origin + ((step - origin) / width + 1) * width;
    }
  }

  private void reserve(int span) {
    int old = count.length;
    if (span < old) {
      return;
    }
    int wanted = Math.max(span + 1, 2 * old);
    min = Arrays.copyOf(min, wanted);
    max = Arrays.copyOf(max, wanted);
    sum = Arrays.copyOf(sum, wanted);
    count = Arrays.copyOf(count, wanted);
    Arrays.fill(min, old, wanted, Double.POSITIVE_INFINITY);
    Arrays.fill(max, old, wanted, Double.NEGATIVE_INFINITY);
  }

  /** Joins spans until there are at most {@code most}. */
  void shrinkTo(int most) {
    while (size > most) {
      join();
    }
  }

  private void join() {
    int half = (size + 1) / 2;
    for (int i = 0; i < count.length; i++) {
      int a = 2 * i;
      int b = a + 1;
      min[i] = Math.min(at(min, a, Double.POSITIVE_INFINITY), at(min, b, Double.POSITIVE_INFINITY));
      max[i] = Math.max(at(max, a, Double.NEGATIVE_INFINITY), at(max, b, Double.NEGATIVE_INFINITY));
      sum[i] = at(sum, a, 0) + at(sum, b, 0);
      count[i] = (a < count.length ? count[a] : 0) + (b < count.length ? count[b] : 0);
    }
    size = half;
    width *= 2;
  }

  private static double at(double[] array, int index, double otherwise) {
    return index < array.length ? array[index] : otherwise;
  }

  int size() {
    return size;
  }

  /** Steps in a span. */
  long width() {
    return width;
  }

  /** First step of a span. */
  long step(int span) {
    return origin + span * width;
  }

  boolean hasValue(int span) {
    return span < count.length && count[span] > 0;
  }

  /** Smallest value of a span that has one. */
  double min(int span) {
    return min[span];
  }

  /** Largest value of a span that has one. */
  double max(int span) {
    return max[span];
  }

  /** Mean value of a span that has one. */
  double mean(int span) {
    return sum[span] / count[span];
  }

  /** Largest value of all; NaN without one. */
  double largest() {
    double largest = Double.NaN;
    for (int i = 0; i < size; i++) {
      if (hasValue(i)) {
        largest = Double.isNaN(largest) ? max[i] : Math.max(largest, max[i]);
      }
    }
    return largest;
  }

  /** Smallest value of all; NaN without one. */
  double smallest() {
    double smallest = Double.NaN;
    for (int i = 0; i < size; i++) {
      if (hasValue(i)) {
        smallest = Double.isNaN(smallest) ? min[i] : Math.min(smallest, min[i]);
      }
    }
    return smallest;
  }

  /** Smallest value above 0; NaN without one. */
  double smallestPositive() {
    double smallest = Double.NaN;
    for (int i = 0; i < size; i++) {
      if (hasValue(i) && min[i] > 0) {
        smallest = Double.isNaN(smallest) ? min[i] : Math.min(smallest, min[i]);
      }
    }
    return smallest;
  }
}
