package lumen.report;

import java.util.Arrays;

/** When a bridge stood in E2 or E3: spans of time that do not touch, in their order. */
final class LockedSpans {
  private double[] fromS = new double[16];
  private double[] toS = new double[16];
  private int size;

  /** Takes a span, no earlier than those before; one that follows at once goes on. */
  void add(double from, double to) {
    if (size > 0 && from <= toS[size - 1]) {
      toS[size - 1] = Math.max(to, toS[size - 1]);
      return;
    }
    if (size == fromS.length) {
      fromS = Arrays.copyOf(fromS, 2 * size);
      toS = Arrays.copyOf(toS, 2 * size);
    }
    fromS[size] = from;
    toS[size++] = to;
  }

  /** Whether a time lies in one of them, its end left out. */
  boolean has(double ts) {
    int at = Arrays.binarySearch(fromS, 0, size, ts);
    int span = at >= 0 ? at : -at - 2;
    return span >= 0 && ts < toS[span];
  }
}
