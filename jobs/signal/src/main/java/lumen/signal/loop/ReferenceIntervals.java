package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last eight intervals of the reference since its start or a pause, and their mean without
 * those over 1.5 or under 0.5 of their median: a missing tick, or a doubled one, leaves it alone.
 */
final class ReferenceIntervals {
  private static final int HELD = 8;
  private static final int FEWEST = 4;
  private static final double LONGEST = 1.5;
  private static final double SHORTEST = 0.5;

  private final long[] micros = new long[HELD];
  private int size;

  void clear() {
    size = 0;
  }

  void add(long interval) {
    if (size == HELD) {
      System.arraycopy(micros, 1, micros, 0, HELD - 1);
      size--;
    }
    micros[size++] = interval;
  }

  /** Their mean in microseconds; NaN of fewer than four. */
  double mean() {
    if (size < FEWEST) {
      return Double.NaN;
    }
    double median = median();
    long sum = 0;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (micros[i] <= LONGEST * median && micros[i] >= SHORTEST * median) {
        sum += micros[i];
        kept++;
      }
    }
    return kept == 0 ? median : (double) sum / kept;
  }

  private double median() {
    long[] sorted = Arrays.copyOf(micros, size);
    Arrays.sort(sorted);
    int half = size / 2;
    return size % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(micros[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    int n = in.readByte();
    if (n < 0 || n > HELD) {
      throw new IOException("intervals of the reference must be 0 to " + HELD + ": " + n);
    }
    size = n;
    for (int i = 0; i < size; i++) {
      micros[i] = in.readLong();
    }
  }
}
