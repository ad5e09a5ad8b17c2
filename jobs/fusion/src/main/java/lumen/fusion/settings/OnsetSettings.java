package lumen.fusion.settings;

import java.io.Serializable;
import lumen.signal.regularise.OnsetIntervals;

/**
 * Which intervals of a point process are phases.
 *
 * @param minS shortest, in seconds
 * @param maxS longest, in seconds; NaN: any up to the largest gap
 * @param missed one longer than this multiple of the median of the last 8 is none; NaN: any is one
 */
public record OnsetSettings(double minS, double maxS, double missed) implements Serializable {
  /** Every interval up to the largest gap. */
  public static final OnsetSettings ALL = new OnsetSettings(0, Double.NaN, Double.NaN);

  OnsetIntervals intervals() {
    return new OnsetIntervals(
        micros(minS), Double.isNaN(maxS) ? Long.MAX_VALUE : micros(maxS), missed);
  }

  private static long micros(double seconds) {
    return (long) Math.rint(seconds * 1e6);
  }
}
