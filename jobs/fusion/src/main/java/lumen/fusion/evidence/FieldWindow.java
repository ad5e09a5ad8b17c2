package lumen.fusion.evidence;

import java.util.Arrays;
import java.util.Set;

/**
 * The values of one field in the trailing window (t - D, t], and figures of them.
 *
 * <p>Event time is cut into segments of length D at multiples of D from an anchor on, so a window
 * lies in two of them: a figure of it is that of the end of the earlier segment joined with that of
 * the beginning of the later one (van Herk 1992; Gil and Werman 1993). The beginning grows with
 * each value; the ends are formed backwards when the next segment begins. So the order in which
 * values are added up follows from their times alone, counted from the anchor, not from when a
 * window was restored, and equal values give equal figures to the bit, also at another time. Sums
 * of squares are joined as Chan, Golub and LeVeque (1979) do.
 *
 * <p>A window is known once its values reach back over a third of D; until then every figure is
 * NaN.
 *
 * <p>Cost: O(1) for a value, on average, and for a figure; for the quantile see {@link
 * SortedValues}. Up to two windows of values are held, with up to four numbers beside each.
 */
final class FieldWindow {
  private static final int KNOWN_SHARE = 3;

  private final long spanMicros;
  private final boolean sums;
  private final boolean extremes;
  private final SortedValues sorted;

  private TimedValues earlier = new TimedValues();
  private TimedValues later = new TimedValues();

  /** First value of the earlier segment that lies in the window. */
  private int first;

  private long anchor;
  private long segment = Long.MIN_VALUE;
  private long now = Long.MIN_VALUE;

  private double laterSum;
  private double laterSquares;
  private double laterMin = Double.POSITIVE_INFINITY;
  private double laterMax = Double.NEGATIVE_INFINITY;

  /** Of the values of the earlier segment from the one at the same place on. */
  private double[] endSum = {};

  private double[] endSquares = {};
  private double[] endMin = {};
  private double[] endMax = {};

  /** An empty window of which these figures will be asked. */
  FieldWindow(long spanMicros, Set<WindowFunction> functions) {
    this.spanMicros = spanMicros;
    this.sums =
        functions.contains(WindowFunction.MEAN) || functions.contains(WindowFunction.STDDEV);
    this.extremes =
        functions.contains(WindowFunction.MIN) || functions.contains(WindowFunction.MAX);
    this.sorted = functions.contains(WindowFunction.P95) ? new SortedValues() : SortedValues.UNUSED;
  }

  /** Begins anew, empty, with segments counted from this time. */
  void restart(long anchorMicros) {
    anchor = anchorMicros;
    begin(Long.MIN_VALUE);
    now = Long.MIN_VALUE;
  }

  /** Moves the window on, so that it ends at a later time. */
  void advance(long micros) {
    now = micros;
    long its = Math.floorDiv(micros - anchor, spanMicros);
    if (its != segment) {
      begin(its);
    }
    while (first < earlier.size() && earlier.time(first) <= micros - spanMicros) {
      sorted.remove(earlier.value(first));
      first++;
    }
  }

  private void begin(long its) {
    if (segment != Long.MIN_VALUE && its == segment + 1) {
      for (int i = first; i < earlier.size(); i++) {
        sorted.remove(earlier.value(i));
      }
      TimedValues emptied = earlier;
      earlier = later;
      later = emptied;
      formEnds();
    } else {
      earlier.clear();
      sorted.clear();
    }
    later.clear();
    first = 0;
    segment = its;
    laterSum = 0;
    laterSquares = 0;
    laterMin = Double.POSITIVE_INFINITY;
    laterMax = Double.NEGATIVE_INFINITY;
  }

  private void formEnds() {
    int n = earlier.size();
    if (sums) {
      endSum = room(endSum, n);
      endSquares = room(endSquares, n);
      double sum = 0;
      double squares = 0;
      for (int i = n - 1; i >= 0; i--) {
        double value = earlier.value(i);
        squares = joined(squares, sum, n - 1 - i, 0, value, 1);
        sum += value;
        endSum[i] = sum;
        endSquares[i] = squares;
      }
    }
    if (extremes) {
      endMin = room(endMin, n);
      endMax = room(endMax, n);
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = n - 1; i >= 0; i--) {
        min = Math.min(min, earlier.value(i));
        max = Math.max(max, earlier.value(i));
        endMin[i] = min;
        endMax[i] = max;
      }
    }
  }

  private static double[] room(double[] numbers, int n) {
    return numbers.length >= n ? numbers : new double[Math.max(n, 2 * numbers.length)];
  }

  /** Sum of squared differences from the mean, of two groups together. */
  private static double joined(
      double squaresA, double sumA, int a, double squaresB, double sumB, int b) {
    if (a == 0 || b == 0) {
      return squaresA + squaresB;
    }
    double apart = sumB / b - sumA / a;
    return squaresA + squaresB + apart * apart * a * b / (a + b);
  }

  /** Takes the value at the time the window ends. */
  void add(double value) {
    if (sums) {
      laterSquares = joined(laterSquares, laterSum, later.size(), 0, value, 1);
      laterSum += value;
    }
    laterMin = Math.min(laterMin, value);
    laterMax = Math.max(laterMax, value);
    later.add(now, value);
    sorted.add(value);
  }

  /** A figure of the window; NaN if it is not known. */
  double figure(WindowFunction function) {
    int end = earlier.size() - first;
    int n = end + later.size();
    if (n == 0 || KNOWN_SHARE * (now - oldestMicros()) < spanMicros) {
      return Double.NaN;
    }
    return switch (function) {
      case MEAN -> (sum(end) + laterSum) / n;
      case MIN -> end > 0 ? Math.min(endMin[first], laterMin) : laterMin;
      case MAX -> end > 0 ? Math.max(endMax[first], laterMax) : laterMax;
      case STDDEV -> {
        double squares = end > 0 ? endSquares[first] : 0;
        double all = joined(squares, sum(end), end, laterSquares, laterSum, later.size());
        yield Math.sqrt(all / n);
      }
      case P95 -> sorted.quantileType7(0.95);
    };
  }

  private double sum(int end) {
    return end > 0 ? endSum[first] : 0;
  }

  private long oldestMicros() {
    return first < earlier.size() ? earlier.time(first) : later.time(0);
  }

  /** Gives all values of the window to another, which is empty. */
  void copyTo(FieldWindow other) {
    for (int i = first; i < earlier.size(); i++) {
      other.advance(earlier.time(i));
      other.add(earlier.value(i));
    }
    for (int i = 0; i < later.size(); i++) {
      other.advance(later.time(i));
      other.add(later.value(i));
    }
    if (now != Long.MIN_VALUE) {
      other.advance(now);
    }
  }

  /** About how many numbers it holds. */
  long weight() {
    return 2L * (earlier.size() + later.size())
        + endSum.length
        + endSquares.length
        + endMin.length
        + endMax.length
        + sorted.size();
  }

  /** Values with their times, growing. */
  private static final class TimedValues {
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int size;

    int size() {
      return size;
    }

    long time(int i) {
      return times[i];
    }

    double value(int i) {
      return values[i];
    }

    void add(long time, double value) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      times[size] = time;
      values[size] = value;
      size++;
    }

    void clear() {
      size = 0;
    }
  }
}
