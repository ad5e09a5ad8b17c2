package lumen.signal.lag;

import java.io.Serializable;

/**
 * Settings of the lag between channels.
 *
 * @param method how lags are found
 * @param maxLagS largest lag looked for, in seconds
 * @param minPeak least height of the correlation peak for which a lag is believed, 0 to 1
 */
public record LagSettings(Method method, double maxLagS, double minPeak) implements Serializable {

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
    if (!(maxLagS >= 0 && maxLagS <= 3600)) {
      throw new IllegalArgumentException("max_lag_s must be 0..3600: " + maxLagS);
    }
    if (!(minPeak >= 0 && minPeak <= 1)) {
      throw new IllegalArgumentException("min_peak must be 0..1: " + minPeak);
    }
  }
}
