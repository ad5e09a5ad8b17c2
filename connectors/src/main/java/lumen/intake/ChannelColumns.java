package lumen.intake;

import java.util.Arrays;
import lumen.event.SampleBlock;

/** Gathers the samples of one channel until the chunk ends. */
final class ChannelColumns {
  final String tenant;
  final String source;
  final String key;

  private static final int FIRST_CAPACITY = 16;

  private long[] micros = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;
  private boolean settled;

  ChannelColumns(String tenant, String source, String key) {
    this.tenant = tenant;
    this.source = source;
    this.key = key;
  }

  /** Adds a sample; returns whether it is the first of its chunk. */
  boolean add(long timeMicros, double value) {
    if (size == micros.length) {
      micros = Arrays.copyOf(micros, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    micros[size] = timeMicros;
    values[size] = value;
    return size++ == 0;
  }

  /** Marks the columns as those of a channel of the stream. */
  ChannelColumns settle() {
    settled = true;
    return this;
  }

  /** Whether the answer for this channel stays the same from now on. */
  boolean isSettled() {
    return settled;
  }

  int size() {
    return size;
  }

  SampleBlock take(String stream) {
    SampleBlock block =
        new SampleBlock(
            stream, tenant, source, key, Arrays.copyOf(micros, size), Arrays.copyOf(values, size));
    size = 0;
    return block;
  }
}
