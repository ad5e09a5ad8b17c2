package lumen.signal.clip;

import java.io.Serializable;

/**
 * How outliers of a channel are limited before anything else sees them.
 *
 * @param method what limits them
 * @param pLow lower quantile of {@link Method#QUANTILE}, 0 to 1
 * @param pHigh upper quantile of {@link Method#QUANTILE}, {@code pLow} to 1
 * @param windowS length of the causal trailing window in seconds, 1e-6 to 1e6
 * @param minSamples with fewer samples in the window, the newest included, nothing is changed
 */
public record ClipSettings(Method method, double pLow, double pHigh, double windowS, int minSamples)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What limits outliers. */
  public enum Method {
    /** Limits to two quantiles of the trailing window (winsorising). */
    QUANTILE,
    /** Replaces by the median of the trailing window what lies over 3 scaled MAD from it. */
    HAMPEL,
    /** Leaves every value as it is. */
    NONE
  }

  /** Checks the ranges. */
  public ClipSettings {
    if (method == null) {
      throw new IllegalArgumentException("clip.method must be given: null");
    }
    if (!(pLow >= 0 && pLow <= pHigh && pHigh <= 1)) {
      throw new IllegalArgumentException(
          "clip must have 0 <= p_low <= p_high <= 1: p_low=" + pLow + " p_high=" + pHigh);
    }
    if (!(windowS >= 1e-6 && windowS <= 1e6)) {
      throw new IllegalArgumentException("clip.window_s must be in [1e-6, 1e6]: " + windowS);
    }
    if (minSamples < 1) {
      throw new IllegalArgumentException("clip.min_samples must be >= 1: " + minSamples);
    }
  }

  /** Clipping switched off. */
  public static ClipSettings none() {
    return new ClipSettings(Method.NONE, 0, 1, 1, 1);
  }

  /** The window in microseconds, rounded half to even. */
  public long windowMicros() {
    return (long) Math.rint(windowS * 1e6);
  }
}
