package lumen.signal.gain;

import java.io.Serializable;

/**
 * The gains over the risk, before calibration and offsets: kp = kp_curve(E), or the surface over
 * (E, P) limited to the range of that curve, ki = ki_base, kd = kd_curve(E), with E the entropy
 * ratio and P the phase difference in cycles.
 *
 * @param start gains until an entropy ratio is known; half of each bounds the offsets
 * @param kpCurve proportional gain over the entropy ratio
 * @param kdCurve derivative gain over the entropy ratio
 * @param kiBase integral gain, in [0, 10]
 * @param surface proportional gain instead of the curve
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
    if (!isIntegralGain(kiBase)) {
      throw new IllegalArgumentException("ki_base must be in 0..10: " + kiBase);
    }
  }

  /** A schedule of curves alone. */
  public GainSchedule(Gains start, GainCurve kpCurve, GainCurve kdCurve, double kiBase) {
    this(start, kpCurve, kdCurve, kiBase, GainSurface.NONE);
  }

  /** Whether a value may be ki_base. */
  public static boolean isIntegralGain(double value) {
    return value >= 0 && value <= MAX_KI;
  }

  /** The same with other curves; start gains and surface stay. */
  public GainSchedule with(GainCurve kp, GainCurve kd, double ki) {
    return new GainSchedule(start, kp, kd, ki, surface);
  }

  /** One gain at an entropy ratio and a phase difference; NaN for either if it is not known. */
  double at(Gain gain, double entropyRatio, double phaseDiff) {
    if (Double.isNaN(entropyRatio)) {
      return start.of(gain);
    }
    return switch (gain) {
      case KP -> kp(entropyRatio, phaseDiff);
      case KI -> kiBase;
      case KD -> kdCurve.at(entropyRatio);
    };
  }

  private double kp(double entropyRatio, double phaseDiff) {
    double onSurface = surface.at(entropyRatio, phaseDiff);
    return Double.isNaN(onSurface)
        ? kpCurve.at(entropyRatio)
        : Math.max(kpCurve.least(), Math.min(kpCurve.greatest(), onSurface));
  }

  /** The value that calibration does not push the gain below. */
  double calibrationFloor(Gain gain) {
    return switch (gain) {
      case KP -> kpCurve.least();
      case KI -> kiBase / 4;
      case KD -> 0;
    };
  }

  /** The greatest value of a gain that calibration may act on. */
  double greatest(Gain gain) {
    double scheduled =
        switch (gain) {
          case KP -> kpCurve.greatest();
          case KI -> kiBase;
          case KD -> kdCurve.greatest();
        };
    return Math.max(start.of(gain), scheduled);
  }
}
