package lumen.signal.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The time from sample to sample in each of the last 8 packets, and its median. */
final class RecentSpacings {
  private static final int COUNT = 8;

  /** The bytes that {@link #write} writes. */
  static final int BYTES = 1 + COUNT * Double.BYTES;

  private final double[] micros = new double[COUNT];
  private final double[] sorted = new double[COUNT];
  private int size;

  /** Adds the newest; the oldest beyond 8 is forgotten. */
  void add(double spacingMicros) {
    if (size == COUNT) {
      System.arraycopy(micros, 1, micros, 0, COUNT - 1);
      size--;
    }
    micros[size++] = spacingMicros;
  }

  /** The median, of an even number the mean of the middle two; NaN of none. */
  double median() {
    if (size == 0) {
      return Double.NaN;
    }
    System.arraycopy(micros, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
  }

  void clear() {
    size = 0;
  }

  void write(ByteBuffer out) {
    out.put((byte) size);
    for (double spacing : micros) {
      out.putDouble(spacing);
    }
  }

  void read(ByteBuffer in) {
    int kept = in.get();
    if (kept < 0 || kept > COUNT) {
      throw new IllegalArgumentException("must be at most " + COUNT + " spacings: " + kept);
    }
    size = kept;
    for (int i = 0; i < COUNT; i++) {
      micros[i] = in.getDouble();
    }
  }
}
