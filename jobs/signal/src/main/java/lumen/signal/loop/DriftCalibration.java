package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.GainShift;

/**
 * Calibration of the base tick and of a gain when the phase error stays large: judged over 5 min of
 * ticks with a phase error, at most once in 5 min.
 *
 * <p>If its 95th percentile exceeds 0.03 cycles: base tick + 15 ms and kp - 0.05; else if its mean
 * exceeds the drift budget: base tick + 8 ms and ki - 0.02. The base tick stays in the limits, kp
 * at or above the least of its curve, ki at or above a quarter of ki_base. The base tick is what
 * the loop begins anew from; while it follows, its rate does not jump (see {@link PhaseLoop}).
 */
public final class DriftCalibration {
  /** What is looked back on, and the least time between two calibrations. */
  public static final long SPAN_MICROS = 300_000_000;

  private static final long NEVER = Long.MIN_VALUE;

  private static final String BY_P95 = "p95 of the phase error > 0.03: base tick +15 ms, kp -0.05";
  private static final double P95_TICK_MS = 15;
  private static final double P95_KP = 0.05;

  private static final double MEAN_TICK_MS = 8;
  private static final double MEAN_KI = 0.02;

  private final double configuredTickMs;
  private final double driftBudget;
  private double baseTickMs;
  private GainShift shift = GainShift.NONE;
  private long lastMicros = NEVER;

  /**
   * @param baseHz configured base rate
   * @param driftBudget phase error in cycles that is allowed
   */
  public DriftCalibration(double baseHz, double driftBudget) {
    this.configuredTickMs = 1000 / baseHz;
    this.baseTickMs = configuredTickMs;
    this.driftBudget = driftBudget;
  }

  /** What is added to the gains. */
  public GainShift shift() {
    return shift;
  }

  /** The base rate within limits. */
  public double baseHz(TickLimits limits) {
    return 1000 / limits.clamp(baseTickMs);
  }

  /** Whether anything that was calibrated is in force. */
  public boolean isInForce() {
    return baseTickMs != configuredTickMs || !shift.equals(GainShift.NONE);
  }

  /**
   * Calibrates if it is time and the phase error is large; empty if not, or if nothing changes.
   *
   * @param micros time of the newest tick of the window
   * @param window the last 5 min of ticks
   * @param limits limits of the tick
   * @param schedule gains that are lowered
   */
  public Optional<Calibration> judge(
      long micros, TickWindow window, TickLimits limits, GainSchedule schedule) {
    boolean tooSoon = lastMicros != NEVER && micros - lastMicros < SPAN_MICROS;
    if (tooSoon || !window.isCovered()) {
      return Optional.empty();
    }
    if (window.exceedsP95Limit()) {
      double tick = lengthened(P95_TICK_MS, limits);
      return change(BY_P95, tick, shift.lowerKp(P95_KP, schedule), micros, window);
    }
    if (window.phaseDiffMean() > driftBudget) {
      double tick = lengthened(MEAN_TICK_MS, limits);
      String byMean =
          "mean of the phase error > " + driftBudget + ": base tick +8 ms, ki -" + MEAN_KI;
      return change(byMean, tick, shift.lowerKi(MEAN_KI, schedule), micros, window);
    }
    return Optional.empty();
  }

  /** The longer base tick; unchanged if it is at the limit, or the limits hold it elsewhere. */
  private double lengthened(double byMs, TickLimits limits) {
    double held = limits.clamp(baseTickMs);
    double longer = limits.clamp(held + byMs);
    return longer > held ? longer : baseTickMs;
  }

  private Optional<Calibration> change(
      String what, double tickMs, GainShift newShift, long micros, TickWindow window) {
    if (tickMs == baseTickMs && newShift.equals(shift)) {
      return Optional.empty();
    }
    baseTickMs = tickMs;
    shift = newShift;
    lastMicros = micros;
    return Optional.of(
        new Calibration(
            what,
            window.phaseDiffP95(),
            window.phaseDiffMean(),
            baseTickMs,
            shift.kp(),
            shift.ki()));
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(baseTickMs);
    out.writeDouble(shift.kp());
    out.writeDouble(shift.ki());
    out.writeLong(lastMicros);
  }

  /** Takes back a state written with the same settings. */
  public void readFrom(DataInput in) throws IOException {
    baseTickMs = in.readDouble();
    shift = new GainShift(in.readDouble(), in.readDouble());
    lastMicros = in.readLong();
  }
}
