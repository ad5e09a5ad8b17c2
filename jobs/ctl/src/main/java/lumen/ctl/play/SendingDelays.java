package lumen.ctl.play;

/**
 * How late messages were sent, in microseconds, as a histogram whose bins grow by 1/32: quantiles
 * are right to 3 %. Memory is constant.
 */
final class SendingDelays {
  private static final int BITS = 5;
  private static final int BINS = (Long.SIZE - BITS + 1) << BITS;

  private final long[] counts = new long[BINS];
  private long size;

  /** Takes a delay; one before its time counts as 0. */
  void add(long micros) {
    counts[bin(Math.max(0, micros))]++;
    size++;
  }

  private static int bin(long micros) {
    if (micros < 1 << BITS) {
      return (int) micros;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS;
    return (exponent << BITS) + (int) (micros >>> exponent);
  }

  /** The least delay of a bin. */
  private static long of(int bin) {
    if (bin < 2 << BITS) {
      return bin;
    }
    int exponent = (bin >> BITS) - 1;
    return (long) (bin - (exponent << BITS)) << exponent;
  }

  long size() {
    return size;
  }

  /**
   * The delay that a share of the messages did not exceed, microseconds (inverse of the empirical
   * distribution); 0 if there is none.
   *
   * @param share in (0, 1]
   */
  long quantile(double share) {
    long wanted = (long) Math.ceil(share * size);
    long passed = 0;
    for (int bin = 0; bin < BINS; bin++) {
      passed += counts[bin];
      if (passed >= wanted && passed > 0) {
        return of(bin);
      }
    }
    return 0;
  }
}
