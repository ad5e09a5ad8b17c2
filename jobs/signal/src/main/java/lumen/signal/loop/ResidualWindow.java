package lumen.signal.loop;

import java.util.Arrays;

/**
 * Values of the last 10 min and their population standard deviation. At most 65,536 are held; of
 * more the oldest are dropped.
 *
 * <p>The deviation is formed anew from the values, in two passes, when they have changed. Not
 * thread-safe.
 */
public final class ResidualWindow {
  /** How long a value counts. */
  public static final long SPAN_MICROS = 600_000_000;

  private static final int MOST = 65_536;
  private static final int LEAST_VALUES = 3;
  private static final int START_CAPACITY = 16;

  private long[] micros = new long[START_CAPACITY];
  private double[] value = new double[START_CAPACITY];
  private int from;
  private int to;

  /** Ordinal of index 0. */
  private long moved;

  private boolean known = true;
  private double deviation = Double.NaN;

  /** Takes a finite value not earlier than all held. */
  public void add(long atMicros, double newValue) {
    if (to - from == MOST) {
      from++;
    }
    makeRoom();
    micros[to] = atMicros;
    value[to] = newValue;
    to++;
    known = false;
  }

  /** Drops the values that are 10 min old. */
  public void slide(long nowMicros) {
    while (from < to && micros[from] <= nowMicros - SPAN_MICROS) {
      from++;
      known = false;
    }
  }

  /** Population standard deviation of the values; NaN if there are fewer than three. */
  public double deviation() {
    if (!known) {
      deviation = formed();
      known = true;
    }
    return deviation;
  }

  /** In units of the greatest magnitude, so that no square overflows. */
  private double formed() {
    int n = to - from;
    if (n < LEAST_VALUES) {
      return Double.NaN;
    }
    double greatest = 0;
    for (int i = from; i < to; i++) {
      greatest = Math.max(greatest, Math.abs(value[i]));
    }
    if (greatest < Double.MIN_NORMAL) {
      return 0;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += value[i] / greatest;
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double d = value[i] / greatest - mean;
      squares += d * d;
    }
    return Math.min(Double.MAX_VALUE, greatest * Math.sqrt(squares / n));
  }

  /** Ordinal of the oldest value held; equal to {@link #endOrdinal} if there is none. */
  public long firstOrdinal() {
    return moved + from;
  }

  /** Ordinal after that of the newest value. */
  public long endOrdinal() {
    return moved + to;
  }

  /** Time of a value. */
  public long micros(long ordinal) {
    return micros[(int) (ordinal - moved)];
  }

  /** A value. */
  public double value(long ordinal) {
    return value[(int) (ordinal - moved)];
  }

  private void makeRoom() {
    if (to < micros.length) {
      return;
    }
    int held = to - from;
    int length = held > micros.length / 2 ? 2 * micros.length : micros.length;
    micros = Arrays.copyOf(Arrays.copyOfRange(micros, from, to), length);
    value = Arrays.copyOf(Arrays.copyOfRange(value, from, to), length);
    moved += from;
    from = 0;
    to = held;
  }
}
