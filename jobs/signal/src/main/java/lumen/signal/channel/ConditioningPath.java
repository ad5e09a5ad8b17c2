package lumen.signal.channel;

import java.nio.ByteBuffer;

/** One of the two ways from samples to aligned steps; see {@link ChannelConditioner}. */
sealed interface ConditioningPath permits SampledPath, OnsetPath {
  void accept(long[] micros, double[] values, int from, int to, AlignedSink out);

  /** Ends the segment, as a long interval does. */
  void endSegment();

  /** The newest sample, relative to the first of its segment; NaN where it is in none. */
  double newest();

  /** The most bytes that {@link #write} writes. */
  int maxBytes();

  void write(ByteBuffer out);

  void read(ByteBuffer in, long[] micros, double[] values, int n);

  long retainFromMicros();

  /** Refuses a sample that does not come after the one before. */
  static void checkOrder(long previous, long micros) {
    if (micros <= previous) {
      throw new IllegalArgumentException(
          "times of a channel must increase: micros=" + micros + " after=" + previous);
    }
  }
}
