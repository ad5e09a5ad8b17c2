package lumen.signal.packet;

import java.util.Arrays;

/**
 * Samples with their times, which increase, as columns that are used again. A NaN among them has
 * the time of the sample before.
 */
public final class PlacedSamples {
  private static final int FIRST_CAPACITY = 64;

  private long[] micros = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int[] cuts = new int[4];
  private int size;
  private int cutCount;
  private int duplicates;
  private int unplaced;

  void clear() {
    size = 0;
    cutCount = 0;
    duplicates = 0;
    unplaced = 0;
  }

  void add(long time, double value) {
    if (size == micros.length) {
      micros = Arrays.copyOf(micros, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    micros[size] = time;
    values[size++] = value;
  }

  /** Ends the segment before what is added next. */
  void cut() {
    if (cutCount > 0 && cuts[cutCount - 1] == size) {
      return;
    }
    if (cutCount == cuts.length) {
      cuts = Arrays.copyOf(cuts, 2 * cutCount);
    }
    cuts[cutCount++] = size;
  }

  void countDuplicate() {
    duplicates++;
  }

  void countUnplaced(int samples) {
    unplaced += samples;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Their times in microseconds, the first {@link #size} of them. */
  public long[] micros() {
    return micros;
  }

  /** Their values; NaN is none, but tells that the channel begins anew. */
  public double[] values() {
    return values;
  }

  /** How many times the segment ends. */
  public int cutCount() {
    return cutCount;
  }

  /** The index of the sample before which the segment ends, in ascending order. */
  public int cut(int i) {
    return cuts[i];
  }

  /** Samples that gave way to a later one of the same microsecond. */
  public int duplicates() {
    return duplicates;
  }

  /** Samples whose time cannot be known, or is too far from their stamp. */
  public int unplaced() {
    return unplaced;
  }
}
