package lumen.signal.gain;

import java.io.Serializable;

/**
 * The gains over the risk, before calibration and offsets.
 *
 * @param start gains until an entropy ratio is known, and the base that offsets are limited by
 * @param kpCurve proportional gain over the entropy ratio
 * @param kdCurve derivative gain over the entropy ratio
 * @param kiBase integral gain, in [0, 10]
 * @param surface proportional gain instead of the curve, limited to the range of the curve
 */
public record GainSchedule(
    Gains start, GainCurve kpCurve, GainCurve kdCurve, double kiBase, GainSurface surface)
    implements Serializable {
  private static final double MAX_KI = 10;

  /** Checks the integral gain, and that every part is given. */
  public GainSchedule {
    if (start == null || kpCurve == null || kdCurve == null || surface == null) {
      throw new IllegalArgumentException("every part of the gain schedule must be given");
    }
    if (!(kiBase >= 0 && kiBase <= MAX_KI)) {
      throw new IllegalArgumentException("ki_base must be in 0..10: " + kiBase);
    }
  }

  /** A schedule of curves alone. */
  public GainSchedule(Gains start, GainCurve kpCurve, GainCurve kdCurve, double kiBase) {
    this(start, kpCurve, kdCurve, kiBase, GainSurface.NONE);
  }
}
