package lumen.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.event.Envelope;
import lumen.event.SampleBlock;

/**
 * The samples of a chunk in the order in which they came, until they are handed over by channel.
 *
 * <p>A sample is written behind the last, where the processor's cache has the place; the next of
 * the same channel comes after thousands of others, when the end of a column of its own would be in
 * no cache any more. They are sorted by channel all at once, which waits for nothing.
 *
 * <p>Memory: 36 bytes a sample of the longest chunk. Not thread-safe.
 */
final class GatheredSamples {
  private static final int FIRST_CAPACITY = 256;

  private final List<ChannelColumns> touched = new ArrayList<>();
  private long[] micros = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];

  /** Places of the samples' channels among those touched. */
  private int[] places = new int[FIRST_CAPACITY];

  private int size;
  private long[] sortedMicros = {};
  private double[] sortedValues = {};

  /** Adds a sample of a channel. */
  void add(ChannelColumns columns, long timeMicros, double value) {
    if (size == micros.length) {
      micros = Arrays.copyOf(micros, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    if (columns.samples++ == 0) {
      columns.place = touched.size();
      touched.add(columns);
    }
    micros[size] = timeMicros;
    values[size] = value;
    places[size++] = columns.place;
  }

  /** Number of samples. */
  int size() {
    return size;
  }

  /** Number of channels that have any. */
  int channels() {
    return touched.size();
  }

  /**
   * Hands over a block for each channel, in the order of their first samples, and is empty then.
   */
  void drain(String stream, List<Envelope> out) {
    sort();
    int from = 0;
    for (ChannelColumns columns : touched) {
      int to = from + columns.samples;
      out.add(
          new SampleBlock(
              stream,
              columns.tenant,
              columns.source,
              columns.key,
              Arrays.copyOfRange(sortedMicros, from, to),
              Arrays.copyOfRange(sortedValues, from, to)));
      columns.samples = 0;
      from = to;
    }
    touched.clear();
    size = 0;
  }

  /** Sorts by channel; those of one keep their order. */
  private void sort() {
    if (sortedMicros.length < size) {
      sortedMicros = new long[micros.length];
      sortedValues = new double[micros.length];
    }
    int[] next = new int[touched.size()];
    int from = 0;
    for (int i = 0; i < next.length; i++) {
      next[i] = from;
      from += touched.get(i).samples;
    }
    for (int i = 0; i < size; i++) {
      int at = next[places[i]]++;
      sortedMicros[at] = micros[i];
      sortedValues[at] = values[i];
    }
  }
}
