package lumen.signal.lag;

/**
 * The peak of a cross-correlation that stands for the lag.
 *
 * <p>A periodic signal correlates at many lags. Of the local maxima {@code r(l) >= r(l-1), r(l) >
 * r(l+1)} that reach 0.9 of the largest, the one nearest 0 is taken, and refined by the parabola
 * through its neighbours (J. O. Smith, CCRMA). The two ends are no maxima. Of two equally near the
 * higher is taken; if they are equal to 1e-9 there is no telling which it is, as for two signals in
 * anti-phase, whose lag is as well half a period ahead as behind: then there is none, and no
 * channel moves.
 *
 * @param lagSteps refined lag in steps; NaN if there is no peak
 * @param height correlation at the whole lag; NaN if there is no peak
 */
public record CorrelationPeak(double lagSteps, double height) {
  private static final double NEARLY_LARGEST = 0.9;
  private static final double EQUAL = 1e-9;

  /** No local maximum. */
  public static final CorrelationPeak NONE = new CorrelationPeak(Double.NaN, Double.NaN);

  /**
   * Finds the peak.
   *
   * @param r correlation at the lags -maxLag..maxLag
   * @param maxLag largest lag in steps
   */
  public static CorrelationPeak of(double[] r, int maxLag) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 2 * maxLag; i++) {
      if (isMaximum(r, i)) {
        largest = Math.max(largest, r[i]);
      }
    }
    double least = NEARLY_LARGEST * largest;
    for (int lag = 0; lag < maxLag; lag++) {
      boolean after = isMaximum(r, maxLag + lag) && r[maxLag + lag] >= least;
      boolean before = isMaximum(r, maxLag - lag) && r[maxLag - lag] >= least;
      if (after && before && lag > 0) {
        return higher(r, maxLag, lag);
      }
      if (after || before) {
        return refined(r, maxLag, after ? lag : -lag);
      }
    }
    return NONE;
  }

  /** Whether there is a peak. */
  public boolean exists() {
    return !Double.isNaN(lagSteps);
  }

  private static CorrelationPeak higher(double[] r, int maxLag, int lag) {
    double after = r[maxLag + lag];
    double before = r[maxLag - lag];
    if (Math.abs(after - before) <= EQUAL * Math.max(after, before)) {
      return NONE;
    }
    return refined(r, maxLag, after > before ? lag : -lag);
  }

  private static boolean isMaximum(double[] r, int i) {
    return r[i] >= r[i - 1] && r[i] > r[i + 1];
  }

  private static CorrelationPeak refined(double[] r, int maxLag, int lag) {
    double before = r[maxLag + lag - 1];
    double at = r[maxLag + lag];
    double after = r[maxLag + lag + 1];
    double shift = 0.5 * (before - after) / (before - 2 * at + after);
    return new CorrelationPeak(lag + shift, at);
  }
}
