package lumen.fusion.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * The raw samples that a channel still needs, in chunks as they came. Reads out any span of time in
 * the one order that does not depend on arrival across streams: (time, stream name, position in the
 * stream). Of samples at the same time the last one counts.
 *
 * <p>Cost: chunks in ascending order, the rule in a recording, are copied as they are; others are
 * sorted. Chunks that lie before the frontier are set aside until nobody needs them: a live channel
 * has thousands of small ones.
 */
final class SampleLog {
  private final boolean keepsEqual;
  private final List<SampleChunk> chunks = new ArrayList<>();
  private final PriorityQueue<SampleChunk> passed =
      new PriorityQueue<>(
          Comparator.comparingLong((SampleChunk c) -> c.latest).thenComparingLong(c -> c.sequence));
  private long[] micros = new long[256];
  private double[] values = new double[256];
  private int size;
  private int duplicates;
  private long retained;

  /** A log in which one sample of a time counts. */
  SampleLog() {
    this(false);
  }

  /**
   * An empty log.
   *
   * @param keepsEqual whether samples of one time all count, in the order of (stream, position)
   */
  SampleLog(boolean keepsEqual) {
    this.keepsEqual = keepsEqual;
  }

  /** Adds a chunk; chunks of one stream come in ascending sequence. */
  void add(SampleChunk chunk) {
    int at = chunks.size();
    while (at > 0 && isBefore(chunk, chunks.get(at - 1))) {
      at--;
    }
    chunks.add(at, chunk);
    retained += chunk.size();
  }

  private static boolean isBefore(SampleChunk a, SampleChunk b) {
    int byStream = a.stream.compareTo(b.stream);
    return byStream < 0 || (byStream == 0 && a.sequence < b.sequence);
  }

  /**
   * Reads out all samples with {@code from <= t < to}; they lie in {@link #micros} and {@link
   * #values}.
   *
   * @param from not before the frontier that was last {@link #pass}ed
   */
  int read(long from, long to) {
    size = 0;
    duplicates = 0;
    boolean ordered = true;
    for (SampleChunk chunk : chunks) {
      if (chunk.latest >= from && chunk.earliest < to) {
        long last = size == 0 ? Long.MIN_VALUE : micros[size - 1];
        append(chunk, from, to);
        ordered &= chunk.ascending && Math.max(chunk.earliest, from) >= last;
      }
    }
    if (!ordered) {
      sort();
    }
    if (!keepsEqual) {
      keepLastOfEach();
    }
    return size;
  }

  private void append(SampleChunk chunk, long from, long to) {
    int room = size + chunk.size();
    if (room > micros.length) {
      micros = Arrays.copyOf(micros, Math.max(room, 2 * micros.length));
      values = Arrays.copyOf(values, micros.length);
    }
    if (chunk.earliest >= from && chunk.latest < to) {
      System.arraycopy(chunk.micros, 0, micros, size, chunk.size());
      System.arraycopy(chunk.values, 0, values, size, chunk.size());
      size = room;
      return;
    }
    for (int i = 0; i < chunk.size(); i++) {
      if (chunk.micros[i] >= from && chunk.micros[i] < to) {
        micros[size] = chunk.micros[i];
        values[size++] = chunk.values[i];
      }
    }
  }

  /**
   * Sorts by time; equal times keep the order of (stream, position) in which they were appended.
   */
  private void sort() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    long[] t = Arrays.copyOf(micros, size);
    double[] x = Arrays.copyOf(values, size);
    Arrays.sort(order, (a, b) -> Long.compare(t[a], t[b]));
    for (int i = 0; i < size; i++) {
      micros[i] = t[order[i]];
      values[i] = x[order[i]];
    }
  }

  private void keepLastOfEach() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept > 0 && micros[kept - 1] == micros[i]) {
        kept--;
        duplicates++;
      }
      micros[kept] = micros[i];
      values[kept++] = values[i];
    }
    size = kept;
  }

  long[] micros() {
    return micros;
  }

  double[] values() {
    return values;
  }

  /** How many samples the last read gave. */
  int size() {
    return size;
  }

  /** How many samples of the last read gave way to a later one at the same time. */
  int duplicates() {
    return duplicates;
  }

  /**
   * Goes on to a frontier.
   *
   * @return the first sample at or after it, Long.MAX_VALUE if there is none
   */
  long pass(long frontier) {
    chunks.removeIf(chunk -> chunk.latest < frontier && passed.add(chunk));
    long first = Long.MAX_VALUE;
    for (SampleChunk chunk : chunks) {
      if (chunk.earliest < first) {
        first =
            Math.min(first, chunk.earliest >= frontier ? chunk.earliest : firstOf(chunk, frontier));
      }
    }
    return first;
  }

  private static long firstOf(SampleChunk chunk, long frontier) {
    long first = Long.MAX_VALUE;
    for (long t : chunk.micros) {
      if (t >= frontier) {
        first = Math.min(first, t);
      }
    }
    return first;
  }

  /**
   * Drops the chunks whose samples all lie before the given time, which is not beyond the frontier.
   */
  void dropBefore(long time, LongConsumer droppedSequence) {
    while (!passed.isEmpty() && passed.element().latest < time) {
      SampleChunk chunk = passed.remove();
      droppedSequence.accept(chunk.sequence);
      retained -= chunk.size();
    }
  }

  /** Number of samples held. */
  long retained() {
    return retained;
  }
}
