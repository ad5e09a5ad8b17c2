package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import lumen.signal.cycle.Cycles;
import lumen.signal.gain.Gains;

/**
 * The controller of phase mode: the rate of the tick from the phase error at the reference's ticks.
 *
 * <p>Per measurement, dt after the one before: {@code hz = base + kp e + ki I + kd wrap(e - e') /
 * dt}, then {@code I += e dt}, unless the tick is at a limit and e would drive it further. For
 * small errors that is a second-order loop with omega_n = sqrt(ki / (1 + kd)) rad/s and zeta = kp /
 * (2 sqrt(ki (1 + kd))) (Gardner 2005, with the derivative of the error added).
 *
 * <ul>
 *   <li>What is kept is the centre c = base + ki I, and c += ki e dt: the same for constant gains,
 *       while a change of ki or of the base does not move the rate. With I itself, lowering ki by a
 *       tenth would take a tenth of ki I from the rate at once: 1 Hz off the base, a third of a
 *       cycle.
 *   <li>A slip, e passing over half a cycle, shows that the rate is off by the phase that was lost
 *       since the last one, at least half a cycle: the centre takes that over. By itself a loop
 *       pulls in only from about its own bandwidth, since over a slip e is 0 on average.
 *   <li>With s = dt + tick, kp counts up to (1 - kd) / s and ki up to kp / (2 s). A sampled loop
 *       with a delay of a tick swings by itself from kp dt = 1 - kd^2 on, and from ki dt = kp on:
 *       with the default gains, if the reference ticks every 4.4 s. So no gains that may be
 *       configured are unstable, at any interval.
 * </ul>
 */
final class PhaseLoop {
  private static final double MICROS = 1e6;
  private static final double HALF_CYCLE = 0.5;

  private double centreHz;

  /** Whether the next measurement begins at the base rate. */
  private boolean fresh = true;

  /** Whether there is a measurement that the next may continue. */
  private boolean following;

  private double previousE;
  private long previousMicros;

  /** Where the phase that is lost by slips is counted from, and the slips since. */
  private double originE;

  private long originMicros;
  private double slips;

  /** The next measurement begins at the base rate, the integral at 0. */
  void beginAtBase() {
    fresh = true;
    following = false;
  }

  /** The next measurement continues none, and takes over the rate that is held then. */
  void takeOverRate() {
    fresh = false;
    following = false;
  }

  /** The next measurement continues none. */
  void interrupt() {
    following = false;
  }

  /**
   * The tick that a measurement asks for in ms, within limits or not; infinite if the rate is not
   * positive.
   *
   * @param m measurement with an e
   * @param gains gains in force
   * @param baseHz base rate, at which the first measurement of all begins
   * @param heldMs tick held so far
   * @param limits limits in force
   */
  double tickMs(Measurement m, Gains gains, double baseHz, double heldMs, TickLimits limits) {
    boolean continues = following && m.continues();
    double asked =
        continues
            ? next(m, gains, heldMs, limits)
            : first(m, fresh ? baseHz : 1000 / heldMs - gains.kp() * m.e(), gains);
    fresh = false;
    following = true;
    previousE = m.e();
    previousMicros = m.micros();
    return asked;
  }

  private double first(Measurement m, double hz, Gains gains) {
    centreHz = hz;
    countFrom(m);
    return ofRate(hz + gains.kp() * m.e());
  }

  private void countFrom(Measurement m) {
    originE = m.e();
    originMicros = m.micros();
    slips = 0;
  }

  private void takeOverLostPhase(Measurement m, TickLimits limits) {
    double lost = m.e() - originE + slips;
    if (Math.abs(lost) >= HALF_CYCLE) {
      double hz = centreHz + lost / ((m.micros() - originMicros) / MICROS);
      centreHz = Math.max(1000 / limits.maxMs(), Math.min(1000 / limits.minMs(), hz));
      countFrom(m);
    }
  }

  private double next(Measurement m, Gains gains, double heldMs, TickLimits limits) {
    double e = m.e();
    double dt = (m.micros() - previousMicros) / MICROS;
    double moved = Cycles.wrap(e - previousE);
    double slipped = Math.rint(moved - (e - previousE));
    if (slipped != 0) {
      slips += slipped;
      takeOverLostPhase(m, limits);
    }
    double span = dt + heldMs / 1000;
    double kp = Math.min(gains.kp(), (1 - gains.kd()) / span);
    double ki = Math.min(gains.ki(), kp / (2 * span));
    double asked = ofRate(centreHz + kp * e + gains.kd() * (moved / dt));
    boolean drivenFurther =
        (asked <= limits.minMs() && e > 0) || (asked >= limits.maxMs() && e < 0);
    if (!drivenFurther) {
      centreHz += ki * e * dt;
    }
    return asked;
  }

  private static double ofRate(double hz) {
    return hz > 0 ? 1000 / hz : Double.POSITIVE_INFINITY;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(centreHz);
    out.writeBoolean(fresh);
    out.writeBoolean(following);
    out.writeDouble(previousE);
    out.writeLong(previousMicros);
    out.writeDouble(originE);
    out.writeLong(originMicros);
    out.writeDouble(slips);
  }

  void readFrom(DataInput in) throws IOException {
    centreHz = in.readDouble();
    fresh = in.readBoolean();
    following = in.readBoolean();
    previousE = in.readDouble();
    previousMicros = in.readLong();
    originE = in.readDouble();
    originMicros = in.readLong();
    slips = in.readDouble();
  }
}
