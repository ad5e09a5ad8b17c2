package lumen.signal.gain;

import java.io.Serializable;

/**
 * The gains over the risk, before calibration and offsets: kp = kp_curve(E), or the surface over
 * (E, P) limited to the range of that curve, ki = ki_base (kp / kp_curve(0))^2, kd = kd_curve(E),
 * with E the entropy ratio and P the phase difference in cycles.
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

  /** The proportional gain; NaN for either if it is not known. */
  double kpAt(double entropyRatio, double phaseDiff) {
    return Double.isNaN(entropyRatio) ? start.kp() : kp(entropyRatio, phaseDiff);
  }

  /** The derivative gain; NaN for the entropy ratio if it is not known. */
  double kdAt(double entropyRatio) {
    return Double.isNaN(entropyRatio) ? start.kd() : kdCurve.at(entropyRatio);
  }

  private double kp(double entropyRatio, double phaseDiff) {
    double onSurface = surface.at(entropyRatio, phaseDiff);
    return Double.isNaN(onSurface)
        ? kpCurve.at(entropyRatio)
        : Math.max(kpCurve.least(), Math.min(kpCurve.greatest(), onSurface));
  }

  /** The value that calibration does not push kp below. */
  double leastKp() {
    return kpCurve.least();
  }

  /** The greatest value of kp that calibration may act on. */
  double greatestKp() {
    return Math.max(start.kp(), kpCurve.greatest());
  }

  /**
   * The integral gain beside a proportional one: a loop that follows less closely must not ring
   * more, so it goes with the square of kp (omega_n goes with kp, the damping stays).
   *
   * @param kp the proportional gain in force
   * @param entropyRatio NaN until one is known
   */
  double ki(double kp, double entropyRatio) {
    boolean started = Double.isNaN(entropyRatio);
    double ki = started ? start.ki() : kiBase;
    double share = kp / (started ? start.kp() : kpCurve.at(0));
    return Double.isFinite(share) ? ki * share * share : ki;
  }
}
