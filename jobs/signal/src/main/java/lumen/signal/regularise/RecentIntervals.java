package lumen.signal.regularise;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The last 8 intervals of a point process, and their median. */
final class RecentIntervals {
  /** How many are kept. */
  static final int COUNT = 8;

  /** The bytes that {@link #write} writes. */
  static final int BYTES = 1 + COUNT * Long.BYTES;

  private final long[] micros = new long[COUNT];
  private final long[] sorted = new long[COUNT];
  private int size;

  /** Adds the newest; the oldest beyond 8 is forgotten. */
  void add(long intervalMicros) {
    if (size == COUNT) {
      System.arraycopy(micros, 1, micros, 0, COUNT - 1);
      size--;
    }
    micros[size++] = intervalMicros;
  }

  /**
   * Whether an interval is longer than a multiple of the median of those before it (an even number:
   * the mean of the middle two); none is where there are none.
   */
  boolean isLonger(long intervalMicros, double multiple) {
    if (size == 0) {
      return false;
    }
    System.arraycopy(micros, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    long doubledMedian = sorted[(size - 1) / 2] + sorted[size / 2];
    return 2.0 * intervalMicros > multiple * doubledMedian;
  }

  void clear() {
    size = 0;
  }

  void write(ByteBuffer out) {
    out.put((byte) size);
    for (long interval : micros) {
      out.putLong(interval);
    }
  }

  void read(ByteBuffer in) {
    int kept = in.get();
    if (kept < 0 || kept > COUNT) {
      throw new IllegalArgumentException("must be at most " + COUNT + " intervals: " + kept);
    }
    size = kept;
    for (int i = 0; i < COUNT; i++) {
      micros[i] = in.getLong();
    }
  }
}
