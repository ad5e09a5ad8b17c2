package lumen.signal.lag;

import java.io.Serializable;

/**
 * Settings of the lag between channels.
 *
 * @param method how lags are found
 * @param maxLagS largest lag looked for, 0 to 86400, in seconds; without a meaning, and not
 *     checked, where none is looked for
 * @param minPeak least height of the correlation peak for which a lag is believed, 0 to 1
 */
public record LagSettings(Method method, double maxLagS, double minPeak) implements Serializable {
  private static final double DAY_S = 86_400;

  /** How lags are found. */
  public enum Method {
    /** Peak of the normalised cross-correlation. */
    XCORR,
    /** Lags are always 0. */
    NONE
  }

  /** Checks the ranges. */
  public LagSettings {
    if (method == null) {
      throw new IllegalArgumentException("lag method must be given: null");
    }
    if (method != Method.NONE && !(maxLagS >= 0 && maxLagS <= DAY_S)) {
      throw new IllegalArgumentException("max_lag_s must be 0..86400: " + maxLagS);
    }
    if (!(minPeak >= 0 && minPeak <= 1)) {
      throw new IllegalArgumentException("min_peak must be 0..1: " + minPeak);
    }
  }

  /** The largest lag that a channel can come to have, in seconds. */
  public double reachS() {
    return method == Method.NONE ? 0 : maxLagS;
  }
}
