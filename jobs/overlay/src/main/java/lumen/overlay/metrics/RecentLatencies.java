package lumen.overlay.metrics;

/**
 * How long outcomes of the last five minutes took, by bins that are 5 % wide. Written by the task,
 * read by anyone: a reader may see a count more or less.
 */
final class RecentLatencies {
  private static final int SLOTS = 5;
  private static final long SLOT_MICROS = 60_000_000;
  private static final double WIDTH = StrictMath.log(1.05);
  private static final int BINS = 340;
  private static final double TAIL = 0.95;

  private final long[][] bins = new long[SLOTS][BINS];
  private final long[] slotOf = new long[SLOTS];
  private volatile long newest;

  /**
   * Takes an outcome.
   *
   * @param micros when it came, by the clock of its log
   */
  void add(long micros, long latencyMs) {
    long slot = Math.floorDiv(micros, SLOT_MICROS);
    int at = Math.floorMod(slot, SLOTS);
    if (slotOf[at] != slot) {
      slotOf[at] = slot;
      bins[at] = new long[BINS];
    }
    int bin = (int) (StrictMath.log(1.0 + latencyMs) / WIDTH);
    bins[at][Math.min(BINS - 1, bin)]++;
    newest = Math.max(newest, slot);
  }

  /** The 95th percentile in milliseconds, the upper end of its bin; NaN where nothing came. */
  double p95() {
    long[] sums = new long[BINS];
    long n = 0;
    for (int at = 0; at < SLOTS; at++) {
      if (slotOf[at] > newest - SLOTS) {
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
    long rank = (long) Math.ceil(TAIL * n);
    int bin = 0;
    for (long below = sums[0]; below < rank; below += sums[bin]) {
      bin++;
    }
    return StrictMath.exp((bin + 1) * WIDTH) - 1;
  }
}
