package lumen.report;

/**
 * Quantiles of values in a known range, in constant memory: a histogram of {@value #BINS} equal
 * bins, read with linear interpolation inside a bin. The error is at most the range over {@value
 * #BINS}.
 */
final class Spread {
  private static final int BINS = 8192;
  private final double limit;
  private final int[] counts = new int[BINS];
  private long n;

  /** Of values in 0..limit; what lies outside counts at the edge. */
  Spread(double limit) {
    this.limit = limit;
  }

  /** Takes a value; NaN is none. */
  void add(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    int bin = (int) (value / limit * BINS);
    counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    n++;
  }

  long count() {
    return n;
  }

  double median() {
    return quantileOfBins(0.5);
  }

  /**
   * The quantile of binned values: where the cumulated histogram, straight inside a bin, reaches
   * the share (type 4 of Hyndman and Fan 1996, of values spread evenly over their bin); NaN without
   * values.
   */
  double quantileOfBins(double share) {
    double wanted = share * (double) n;
    long below = 0;
    for (int bin = 0; bin < BINS && n > 0; bin++) {
      if (counts[bin] > 0 && (double) (below + counts[bin]) >= wanted) {
        return (bin + (wanted - (double) below) / counts[bin]) / BINS * limit;
      }
      below += counts[bin];
    }
    return Double.NaN;
  }
}
