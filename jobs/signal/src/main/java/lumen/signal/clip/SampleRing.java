package lumen.signal.clip;

import java.util.Arrays;

/** Samples in the order of time, added at the young end and removed at the old one. */
final class SampleRing {
  private static final int START_CAPACITY = 64;

  private long[] micros = new long[START_CAPACITY];
  private double[] values = new double[START_CAPACITY];
  private int head;
  private int size;

  int size() {
    return size;
  }

  void add(long time, double value) {
    if (size == micros.length) {
      grow();
    }
    int slot = (head + size) & (micros.length - 1);
    micros[slot] = time;
    values[slot] = value;
    size++;
  }

  /** Whether the oldest sample lies at or before a time. */
  boolean oldestIsAtOrBefore(long time) {
    return size > 0 && micros[head] <= time;
  }

  /** Removes the oldest sample and returns its value. */
  double removeOldest() {
    double value = values[head];
    head = (head + 1) & (micros.length - 1);
    size--;
    return value;
  }

  /** The value of the i-th oldest sample. */
  double value(int i) {
    return values[(head + i) & (values.length - 1)];
  }

  void clear() {
    head = 0;
    size = 0;
  }

  private void grow() {
    int capacity = micros.length;
    long[] longerMicros = Arrays.copyOf(micros, 2 * capacity);
    double[] longerValues = Arrays.copyOf(values, 2 * capacity);
    System.arraycopy(micros, 0, longerMicros, capacity, head);
    System.arraycopy(values, 0, longerValues, capacity, head);
    micros = longerMicros;
    values = longerValues;
  }
}
