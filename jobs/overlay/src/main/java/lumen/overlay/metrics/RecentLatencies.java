package lumen.overlay.metrics;

/**
 * How long something took of late, by bins that are 5 % wide. Written by the task, read by anyone:
 * a reader may see a count more or less.
 */
final class RecentLatencies {
  private static final double WIDTH = StrictMath.log(1.05);
  private static final int BINS = 340;

  private final int slots;
  private final long slotMicros;
  private final double tail;
  private final long[][] bins;
  private final long[] slotOf;
  private volatile long newest;

  private RecentLatencies(int slots, long slotMicros, double tail) {
    this.slots = slots;
    this.slotMicros = slotMicros;
    this.tail = tail;
    bins = new long[slots][BINS];
    slotOf = new long[slots];
  }

  /** The 95th percentile of five minutes, by the clock of a log. */
  static RecentLatencies ofOutcomes() {
    return new RecentLatencies(5, 60_000_000, 0.95);
  }

  /** The 99th percentile of a minute, by the clock of the host. */
  static RecentLatencies ofAnswers() {
    return new RecentLatencies(12, 5_000_000, 0.99);
  }

  /**
   * Takes one.
   *
   * @param micros when it came
   * @param millis how long it took
   */
  void add(long micros, double millis) {
    long slot = Math.floorDiv(micros, slotMicros);
    int at = Math.floorMod(slot, slots);
    if (slotOf[at] != slot) {
      slotOf[at] = slot;
      bins[at] = new long[BINS];
    }
    int bin = (int) (StrictMath.log(1.0 + millis) / WIDTH);
    bins[at][Math.min(BINS - 1, bin)]++;
    newest = Math.max(newest, slot);
  }

  /** The percentile in milliseconds up to the newest, as {@link #at}. */
  double newest() {
    return quantile(newest);
  }

  /**
   * The percentile in milliseconds of what came before a moment, the upper end of its bin; NaN
   * where nothing came.
   */
  double at(long micros) {
    return quantile(Math.floorDiv(micros, slotMicros));
  }

  private double quantile(long last) {
    long[] sums = new long[BINS];
    long n = 0;
    for (int at = 0; at < slots; at++) {
      if (slotOf[at] > last - slots) {
        long[] slot = bins[at];
        for (int bin = 0; bin < BINS; bin++) {
          sums[bin] += slot[bin];
          n += slot[bin];
        }
      }
    }
    if (n == 0) {
      return Double.NaN;
    }
    long rank = (long) Math.ceil(tail * n);
    int bin = 0;
    for (long below = sums[0]; below < rank; below += sums[bin]) {
      bin++;
    }
    return StrictMath.exp((bin + 1) * WIDTH) - 1;
  }
}
