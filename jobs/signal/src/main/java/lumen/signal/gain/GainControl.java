package lumen.signal.gain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The gains in force: schedule at the newest risk, plus calibration, plus offsets, limited to [0,
 * 10] for kp and ki and [0, 0.9] for kd, then a tenth less while the bridge is guarded: kp and kd
 * times 0.9, ki times 0.81. ki follows the square of kp with calibration and offsets.
 *
 * <p>kd answers a change of phase by its kd-fold within one interval, so 1 is where the loop would
 * begin to swing by itself.
 */
public final class GainControl {
  private static final double MAX_GAIN = 10;
  private static final double MAX_KD = 0.9;
  private static final double GUARDED = 0.9;

  private final GainSchedule configured;
  private final GainOffsets offsets;
  private GainSchedule schedule;
  private double entropyRatio = Double.NaN;
  private double phaseDiff = Double.NaN;

  /** The start gains of a schedule, without offsets. */
  public GainControl(GainSchedule schedule) {
    this.configured = schedule;
    this.schedule = schedule;
    this.offsets = new GainOffsets(schedule.start());
  }

  /** Follows a newer risk; without an entropy ratio (NaN) the one before holds. */
  public void follow(double newEntropyRatio, double newPhaseDiff) {
    if (!Double.isNaN(newEntropyRatio)) {
      entropyRatio = newEntropyRatio;
      phaseDiff = newPhaseDiff;
    }
  }

  /** Other curves hold from now on; an integral gain out of [0, 10] is passed over with them. */
  public void curves(GainCurve kp, GainCurve kd, double kiBase) {
    if (GainSchedule.isIntegralGain(kiBase)) {
      schedule = schedule.with(kp, kd, kiBase);
    }
  }

  /** Whether curves other than the configured ones hold. */
  public boolean isCommanded() {
    return !schedule.equals(configured);
  }

  /** The schedule that holds. */
  public GainSchedule schedule() {
    return schedule;
  }

  /** Adds a fading offset. */
  public void offset(Gain gain, double by, long madeMicros) {
    offsets.offset(gain, by, madeMicros);
  }

  /**
   * The gains at a time.
   *
   * @param micros not before the newest offset
   * @param shift what calibration adds
   * @param guarded whether they are a tenth lower
   */
  public Gains at(long micros, GainShift shift, boolean guarded) {
    double kp =
        limited(shifted(schedule.kpAt(entropyRatio, phaseDiff), shift), Gain.KP, micros, MAX_GAIN);
    double ki = limited(schedule.ki(kp, entropyRatio), Gain.KI, micros, MAX_GAIN);
    double kd = limited(schedule.kdAt(entropyRatio), Gain.KD, micros, MAX_KD);
    return guarded
        ? new Gains(GUARDED * kp, GUARDED * GUARDED * ki, GUARDED * kd)
        : new Gains(kp, ki, kd);
  }

  private double shifted(double kp, GainShift shift) {
    double floor = Math.min(kp, schedule.leastKp());
    return shift.kp() < 0 ? Math.max(floor, kp + shift.kp()) : kp;
  }

  private double limited(double gain, Gain which, long micros, double max) {
    return Math.max(0, Math.min(max, gain + offsets.value(which, micros)));
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(entropyRatio);
    out.writeDouble(phaseDiff);
    offsets.writeTo(out);
    out.writeBoolean(isCommanded());
    if (isCommanded()) {
      schedule.kpCurve().writeTo(out);
      schedule.kdCurve().writeTo(out);
      out.writeDouble(schedule.kiBase());
    }
  }

  /** Takes back a state written with the same settings. */
  public void readFrom(DataInput in) throws IOException {
    entropyRatio = in.readDouble();
    phaseDiff = in.readDouble();
    offsets.readFrom(in);
    if (in.readBoolean()) {
      GainCurve kp = GainCurve.readFrom(in);
      GainCurve kd = GainCurve.readFrom(in);
      curves(kp, kd, in.readDouble());
    }
  }
}
