package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.GainShift;

/**
 * Calibration of the base tick and of kp: looked at once in 5 min, over the ticks of the last 5 min
 * with a phase error that stood in E2 or E3, when they cover 4 min of it.
 *
 * <p>The base tick moves to the mean of their ticks, by at most 15 ms and not by less than 1: it is
 * what the loop begins anew from. A loop that swings wide follows noise, so kp is 0.05 less where
 * the 95th percentile of |e - median e| exceeds 0.05 cycles, at or above the least of its curve,
 * and comes back by as much where it is below 0.03.
 */
public final class DriftCalibration {
  /** What is looked back on, and the least time between two looks. */
  public static final long SPAN_MICROS = 300_000_000;

  /** Spread in cycles above which kp is lowered. */
  static final double WIDE = 0.05;

  /** Spread in cycles below which a lowered kp goes back. */
  static final double NARROW = 0.03;

  private static final long LEAST_COVERED_MICROS = 240_000_000;
  private static final long NEVER = Long.MIN_VALUE;
  private static final double MOST_MS = 15;
  private static final double LEAST_MS = 1;
  private static final double KP_STEP = 0.05;

  private final double configuredTickMs;
  private double baseTickMs;
  private GainShift shift = GainShift.NONE;

  /** When it was looked at last. */
  private long lastMicros = NEVER;

  /**
   * @param baseHz configured base rate
   */
  public DriftCalibration(double baseHz) {
    this.configuredTickMs = 1000 / baseHz;
    this.baseTickMs = configuredTickMs;
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
   * Looks if it is time, and calibrates; empty if it is not, or if nothing changes.
   *
   * @param micros time of the newest tick of the window
   * @param window the last 5 min of ticks
   * @param schedule gains that are lowered
   */
  public Optional<Calibration> judge(long micros, TickWindow window, GainSchedule schedule) {
    boolean tooSoon = lastMicros != NEVER && micros - lastMicros < SPAN_MICROS;
    if (tooSoon || window.stoodMicros() < LEAST_COVERED_MICROS) {
      return Optional.empty();
    }
    lastMicros = micros;
    StoodTicks stood = window.stood();
    double tickBefore = baseTickMs;
    GainShift shiftBefore = shift;
    moveBase(stood.tickMs());
    if (stood.spreadP95() > WIDE) {
      shift = shift.lowerKp(KP_STEP, schedule);
    } else if (stood.spreadP95() < NARROW) {
      shift = shift.raiseKp(KP_STEP);
    }
    return baseTickMs == tickBefore && shift.equals(shiftBefore)
        ? Optional.empty()
        : Optional.of(
            new Calibration(
                stood.spreadP95(),
                stood.tickMs(),
                tickBefore,
                baseTickMs,
                shiftBefore.kp(),
                shift.kp()));
  }

  private void moveBase(double meanMs) {
    double by = Math.max(-MOST_MS, Math.min(MOST_MS, meanMs - baseTickMs));
    if (Math.abs(by) >= LEAST_MS) {
      baseTickMs += by;
    }
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeDouble(baseTickMs);
    out.writeDouble(shift.kp());
    out.writeDouble(0);
    out.writeLong(lastMicros);
  }

  /** Takes back a state; what an older one added to ki follows from kp now. */
  public void readFrom(DataInput in) throws IOException {
    baseTickMs = in.readDouble();
    shift = new GainShift(in.readDouble());
    in.readDouble();
    lastMicros = in.readLong();
  }
}
