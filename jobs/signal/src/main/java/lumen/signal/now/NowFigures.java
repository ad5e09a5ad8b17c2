package lumen.signal.now;

/**
 * How wrong provisional phases have been over the account's window.
 *
 * @param p50 median of the error's size in cycles, 0 to 0.5; NaN before there is one
 * @param p90 its 90th percentile in cycles
 * @param plv phase locking of provisional and final phase, 0 to 1
 */
public record NowFigures(double p50, double p90, double plv) {
  /** Nothing is known yet. */
  public static final NowFigures NONE = new NowFigures(Double.NaN, Double.NaN, Double.NaN);

  /** With a lower {@link #plv} a channel takes no part in figures of now. */
  public static final double LEAST_PLV = 0.7;

  /** Whether phases like these may be used. */
  public boolean trusted() {
    return plv >= LEAST_PLV;
  }
}
