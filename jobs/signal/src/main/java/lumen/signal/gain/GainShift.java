package lumen.signal.gain;

/**
 * What drift calibration adds to the gains.
 *
 * @param kp to the proportional gain, not positive
 * @param ki to the integral gain, not positive
 */
public record GainShift(double kp, double ki) {

  /** Nothing was calibrated. */
  public static final GainShift NONE = new GainShift(0, 0);

  /** One calibration more of kp, as far as its floor allows under a schedule. */
  public GainShift lowerKp(double by, GainSchedule schedule) {
    return new GainShift(lowered(kp, by, Gain.KP, schedule), ki);
  }

  /** One calibration more of ki, as far as its floor allows under a schedule. */
  public GainShift lowerKi(double by, GainSchedule schedule) {
    return new GainShift(kp, lowered(ki, by, Gain.KI, schedule));
  }

  private static double lowered(double shift, double by, Gain gain, GainSchedule schedule) {
    double deepest = Math.min(0, schedule.calibrationFloor(gain) - schedule.greatest(gain));
    return Math.min(shift, Math.max(deepest, shift - by));
  }
}
