package lumen.signal.regularise;

import java.io.Serializable;

/**
 * Which intervals between onsets are phases. One shorter or longer than told has none, nor has one
 * longer than a multiple of the usual interval, in which an onset was missed.
 *
 * @param minMicros shortest interval that is a phase, microseconds
 * @param maxMicros longest interval that is a phase, microseconds; {@link Long#MAX_VALUE}: any
 * @param missed an interval longer than this multiple of the median of the last 8 is none, above 1;
 *     NaN: any is one
 */
public record OnsetIntervals(long minMicros, long maxMicros, double missed)
    implements Serializable {
  /** Every interval is a phase. */
  public static final OnsetIntervals ALL = new OnsetIntervals(0, Long.MAX_VALUE, Double.NaN);

  private static final long serialVersionUID = 1L;

  /** Checks the ranges. */
  public OnsetIntervals {
    if (minMicros < 0 || maxMicros < minMicros) {
      throw new IllegalArgumentException(
          "onset must have 0 <= min_s <= max_s: micros=" + minMicros + " to " + maxMicros);
    }
    if (missed <= 1) {
      throw new IllegalArgumentException("onset.missed must be > 1: " + missed);
    }
  }

  boolean tellsMissed() {
    return !Double.isNaN(missed);
  }
}
