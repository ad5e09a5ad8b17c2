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
 *   <li>What is kept is the integral as a rate, c = base + ki I, and c += ki e dt: the same for
 *       constant gains, while a change of ki or of the base does not move the rate. With I itself,
 *       lowering ki by a tenth would take a tenth of ki I from the rate at once: 1 Hz off the base,
 *       a third of a cycle.
 *   <li>The integral becomes R, the rate to have, at a slip: when e passes over half a cycle and
 *       has gone half a cycle since the last one. By itself a loop pulls in only from about its own
 *       bandwidth, since over a slip e is 0 on average. So it does when it is off R by more than
 *       half a cycle between two measurements: there e can rest at the double or half of R.
 *   <li>The first measurement only begins, the rate is held. Where nobody listens two others come
 *       before it: one makes the integral R, the next moves the phase.
 *   <li>With s = dt + tick, kp counts up to (1 - kd) / s and ki up to kp / (2 s). A sampled loop
 *       with a delay of a tick swings by itself from kp dt = 1 - kd^2 on, and from ki dt = kp on:
 *       with the default gains, if the reference ticks every 4.4 s. So no gains that may be
 *       configured are unstable, at any interval.
 * </ul>
 */
final class PhaseLoop {
  private static final double MICROS = 1e6;
  private static final double HALF_CYCLE = 0.5;

  /** What a measurement does. */
  enum Step {
    /** It makes the integral R. */
    RATE(0),
    /** It moves the phase. */
    PHASE(1),
    /** It begins: the rate is held. */
    BEGIN(2),
    /** It corrects. */
    FOLLOW(3);

    /** What stands for it in state. */
    private final int code;

    Step(int code) {
      this.code = code;
    }

    static Step of(int code) throws IOException {
      for (Step step : values()) {
        if (step.code == code) {
          return step;
        }
      }
      throw new IOException("step of the loop must be 0 to 3: " + code);
    }
  }

  /** The integral as a rate. */
  private double integralHz;

  /** What the next measurement does where nobody listens. */
  private Step next = Step.RATE;

  private double previousE;
  private long previousMicros;

  /** Where the way of e is counted from, and how often it has passed over half a cycle since. */
  private double originE;

  private long originMicros;
  private double slips;

  PhaseLoop(double hz) {
    integralHz = hz;
  }

  /** The integral as a rate, in Hz. */
  double integralHz() {
    return integralHz;
  }

  /** The integral is this rate; the next measurement continues none. */
  void takeOver(double hz) {
    integralHz = hz;
    next = Step.RATE;
  }

  /** The integral is R within the limits; nothing changes where R is not known (NaN). */
  void takeRate(double rateHz, TickLimits limits) {
    if (!Double.isNaN(rateHz)) {
      integralHz = limits.clampHz(rateHz);
    }
  }

  /** The next measurement continues none. */
  void interrupt() {
    next = Step.RATE;
  }

  /**
   * What the next measurement does; it is taken to be done.
   *
   * @param heard whether ticks are played, which no phase may jump under
   */
  Step step(boolean heard) {
    Step now = heard && next != Step.FOLLOW ? Step.BEGIN : next;
    next = now == Step.RATE ? Step.PHASE : now == Step.PHASE ? Step.BEGIN : Step.FOLLOW;
    return now;
  }

  /** Begins with a measurement. */
  void begin(Measurement m) {
    countFrom(m);
    previousE = m.e();
    previousMicros = m.micros();
  }

  private void countFrom(Measurement m) {
    originE = m.e();
    originMicros = m.micros();
    slips = 0;
  }

  /**
   * The tick in ms that a measurement asks for which continues the one before, within limits or
   * not; infinite if the rate is not positive.
   *
   * @param m measurement with an e
   * @param gains gains in force
   * @param heldMs tick held so far
   * @param limits limits in force
   * @param own ticks of the bridge between two measurements
   */
  double tickMs(Measurement m, Gains gains, double heldMs, TickLimits limits, int own) {
    double e = m.e();
    double dt = (m.micros() - previousMicros) / MICROS;
    double moved = Cycles.wrap(e - previousE);
    slips += Math.rint(moved - (e - previousE));
    boolean slipped = moved != e - previousE && hasSlipped(m);
    if (slipped || isFarOff(m.rateHz(), own)) {
      takeRate(m.rateHz(), limits);
      countFrom(m);
    }
    double span = dt + heldMs / 1000;
    double kp = Math.min(gains.kp(), (1 - gains.kd()) / span);
    double ki = Math.min(gains.ki(), kp / (2 * span));
    double asked = ofRate(integralHz + kp * e + gains.kd() * (moved / dt));
    boolean drivenFurther =
        (asked <= limits.minMs() && e > 0) || (asked >= limits.maxMs() && e < 0);
    if (!drivenFurther) {
      integralHz += ki * e * dt;
    }
    previousE = e;
    previousMicros = m.micros();
    return asked;
  }

  private boolean hasSlipped(Measurement m) {
    return Math.abs(m.e() - originE + slips) >= HALF_CYCLE;
  }

  private boolean isFarOff(double rateHz, int own) {
    return Math.abs(integralHz - rateHz) * own / rateHz > HALF_CYCLE;
  }

  private static double ofRate(double hz) {
    return hz > 0 ? 1000 / hz : Double.POSITIVE_INFINITY;
  }

  /** Writes what was kept before there were steps, which {@link #writeStep} adds. */
  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(integralHz);
    out.writeBoolean(false);
    out.writeBoolean(next == Step.FOLLOW);
    out.writeDouble(previousE);
    out.writeLong(previousMicros);
    out.writeDouble(originE);
    out.writeLong(originMicros);
    out.writeDouble(slips);
  }

  void writeStep(DataOutput out) throws IOException {
    out.writeDouble(integralHz);
    out.writeByte(next.code);
  }

  /**
   * Takes back what was kept before there were steps: a loop that followed nothing had no integral
   * of its own.
   *
   * @param heldHz rate of the tick that is held
   */
  void readFrom(DataInput in, double heldHz) throws IOException {
    double centreHz = in.readDouble();
    boolean fresh = in.readBoolean();
    boolean following = in.readBoolean();
    integralHz = following && !fresh ? centreHz : heldHz;
    next = Step.RATE;
    previousE = in.readDouble();
    previousMicros = in.readLong();
    originE = in.readDouble();
    originMicros = in.readLong();
    slips = in.readDouble();
  }

  void readStep(DataInput in) throws IOException {
    integralHz = in.readDouble();
    next = Step.of(in.readByte());
  }
}
