package lumen.signal.gain;

/**
 * What drift calibration adds to the gains.
 *
 * @param kp to the proportional gain, not positive
 */
public record GainShift(double kp) {

  /** Nothing was calibrated. */
  public static final GainShift NONE = new GainShift(0);

  /** One calibration more of kp, as far as its floor allows under a schedule. */
  public GainShift lowerKp(double by, GainSchedule schedule) {
    double deepest = Math.min(0, schedule.leastKp() - schedule.greatestKp());
    return new GainShift(Math.min(kp, Math.max(deepest, kp - by)));
  }

  /** One calibration less of kp. */
  public GainShift raiseKp(double by) {
    return new GainShift(Math.min(0, kp + by));
  }
}
