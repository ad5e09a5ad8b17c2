package lumen.signal.clip;

import java.nio.ByteBuffer;

/**
 * Whether a trailing window holds at least so many different values.
 *
 * <p>Kept are the m values seen last, each once, with the time at which it was seen last, newest
 * first. The window (t - window, t] holds m different values exactly if the last of these lies in
 * it; so neither the window nor a count of each value is needed. Cost: m comparisons a sample. Zero
 * and minus zero are one value.
 */
public final class RecentValues {
  /** The most values that can be asked for. */
  public static final int MOST = 256;

  private final double[] values;
  private final long[] micros;
  private final long windowMicros;
  private int size;

  /**
   * A window without values.
   *
   * @param least how many different values are asked for, 1 to {@link #MOST}
   * @param windowMicros length of the window in microseconds
   */
  public RecentValues(int least, long windowMicros) {
    if (least < 1 || least > MOST) {
      throw new IllegalArgumentException("min_distinct must be 1 to " + MOST + ": " + least);
    }
    values = new double[least];
    micros = new long[least];
    this.windowMicros = windowMicros;
  }

  /**
   * Takes the next sample.
   *
   * @return whether the window that ends with it holds as many different values as asked for
   */
  public boolean accept(long time, double value) {
    int at = 0;
    while (at < size && values[at] != value) {
      at++;
    }
    if (at == size) {
      size = Math.min(size + 1, values.length);
      at = size - 1;
    }
    System.arraycopy(values, 0, values, 1, at);
    System.arraycopy(micros, 0, micros, 1, at);
    values[0] = value;
    micros[0] = time;
    return size == values.length && micros[size - 1] > time - windowMicros;
  }

  /** Forgets every value. */
  public void clear() {
    size = 0;
  }

  /** The most bytes that {@link #write} writes. */
  public int maxBytes() {
    return Integer.BYTES + values.length * (Double.BYTES + Long.BYTES);
  }

  /** Writes what the next sample depends on. */
  public void write(ByteBuffer out) {
    out.putInt(size);
    for (int i = 0; i < size; i++) {
      out.putDouble(values[i]).putLong(micros[i]);
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(ByteBuffer in) {
    int kept = in.getInt();
    if (kept < 0 || kept > values.length) {
      throw new IllegalArgumentException(
          "must be at most " + values.length + " different values: " + kept);
    }
    size = kept;
    for (int i = 0; i < size; i++) {
      values[i] = in.getDouble();
      micros[i] = in.getLong();
    }
  }
}
