package lumen.signal.gain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sum of offsets of one sign, each of which fades linearly to 0 in a span D after it was made:
 * sum of by (1 - (t - made) / D).
 *
 * <p>At most six terms are held. When a seventh comes, the two neighbours nearest in time become
 * one, of their sum and their weighted mean time: as long as the older of them would have lasted,
 * the sum is the same line. So a storm of offsets costs no memory, and nothing of it is lost.
 */
final class FadingSum {
  private static final int HELD = 6;

  private final long spanMicros;
  private final long[] made = new long[HELD];
  private final double[] by = new double[HELD];
  private int size;

  FadingSum(long spanMicros) {
    this.spanMicros = spanMicros;
  }

  /** Adds an offset made no earlier than all held. */
  void add(double offset, long madeMicros) {
    dropExpired(madeMicros);
    if (size > 0 && made[size - 1] == madeMicros) {
      by[size - 1] += offset;
      return;
    }
    if (size == HELD) {
      joinNearest();
    }
    made[size] = madeMicros;
    by[size] = offset;
    size++;
  }

  /** The sum at a time, of the offsets made before it. */
  double at(long micros) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      long age = micros - made[i];
      if (age > 0 && age < spanMicros) {
        sum += by[i] * (1 - (double) age / spanMicros);
      }
    }
    return sum;
  }

  int size() {
    return size;
  }

  private void dropExpired(long micros) {
    int expired = 0;
    while (expired < size && micros - made[expired] >= spanMicros) {
      expired++;
    }
    removeFirst(0, expired);
  }

  private void joinNearest() {
    int nearest = 0;
    for (int i = 1; i + 1 < size; i++) {
      if (made[i + 1] - made[i] < made[nearest + 1] - made[nearest]) {
        nearest = i;
      }
    }
    double sum = by[nearest] + by[nearest + 1];
    double share = by[nearest + 1] / sum;
    made[nearest] += Math.round((made[nearest + 1] - made[nearest]) * share);
    by[nearest] = sum;
    removeFirst(nearest + 1, 1);
  }

  private void removeFirst(int from, int n) {
    System.arraycopy(made, from + n, made, from, size - from - n);
    System.arraycopy(by, from + n, by, from, size - from - n);
    size -= n;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(made[i]);
      out.writeDouble(by[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    int n = in.readByte();
    if (n < 0 || n > made.length) {
      throw new IOException("a sum must have 0 to " + made.length + " parts: " + n);
    }
    size = n;
    for (int i = 0; i < size; i++) {
      made[i] = in.readLong();
      by[i] = in.readDouble();
    }
  }
}
