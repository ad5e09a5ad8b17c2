package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import lumen.signal.cycle.Cycles;
import lumen.signal.gain.Gains;

/**
 * The tick and what it follows: in phase mode the reference's ticks, while they are not stale; else
 * in frequency mode its published rate, while a value of it holds; else nothing.
 *
 * <p>The phase error is measured at the reference's ticks, where its phase is whole, against the
 * bridge's own ticks tau: e = wrap(0 - (t_k - tau_j) / (tau_{j+1} - tau_j)). The next own tick is
 * known by then, so nothing is extrapolated, and a reference slower than the tick is locked to at a
 * whole multiple. A measurement is used at the first own tick at or after it is known. Not
 * thread-safe.
 */
public final class TickLoop {
  /** When no tick is due. */
  public static final long NEVER = TickOscillator.NEVER;

  private final LoopSettings settings;
  private final TickHistory history;
  private final TickOscillator oscillator;
  private final ReferenceTicks reference = new ReferenceTicks();
  private final PhaseLoop phaseLoop = new PhaseLoop();
  private final PendingMeasurements pending = new PendingMeasurements();
  private TickLimits limits;
  private LoopMode mode = LoopMode.FREE;
  private double e = Double.NaN;

  /** Whether nothing corrects the tick. */
  private boolean open;

  /** Until when the newest published rate holds. */
  private long rateUntil = Long.MIN_VALUE;

  /**
   * @param settings settings of the tick
   * @param history the ticks before the last, which the owner adds
   */
  public TickLoop(LoopSettings settings, TickHistory history) {
    this.settings = settings;
    this.history = history;
    this.limits = settings.limits();
    this.oscillator = new TickOscillator(settings.tickMs());
  }

  /** Other limits hold from the next tick on. */
  public void limits(TickLimits newLimits) {
    limits = newLimits;
  }

  /** The limits in force. */
  public TickLimits limits() {
    return limits;
  }

  /** Begins a run of ticks, the first at this time. */
  public void start(long micros) {
    oscillator.start(micros);
    phaseLoop.interrupt();
    pending.clear();
    e = Double.NaN;
  }

  /** The next measurement begins anew at the base rate. */
  public void beginAtBase() {
    phaseLoop.beginAtBase();
  }

  /** Opens the loop: the tick is this, within the limits, and nothing corrects it. */
  public void open(double tickMs) {
    open = true;
    oscillator.ask(limits.clamp(tickMs), limits);
    follow(LoopMode.FREE);
  }

  /** Closes the loop: whatever is followed then takes over from the tick as it is. */
  public void close() {
    open = false;
    follow(LoopMode.FREE);
  }

  /** Follows no phase; the next measurement takes over the rate that is held then. */
  private void follow(LoopMode other) {
    mode = other;
    pending.clear();
    phaseLoop.takeOverRate();
    e = Double.NaN;
  }

  /** Takes a tick of the reference, not later than the bridge's next tick. */
  public void referenceTick(long tickMicros) {
    if (reference.take(tickMicros) && !open && oscillator.nextMicros() != NEVER) {
      double error = Cycles.wrap(-phaseAt(tickMicros));
      pending.add(
          new Measurement(tickMicros, error, usableFrom(tickMicros, error), reference.continues()));
    }
  }

  /** The next own tick, or one later if that is the nearest to the reference's. */
  private long usableFrom(long tickMicros, double error) {
    long next = oscillator.nextMicros();
    boolean nearestIsNext =
        tickMicros == next || (tickMicros > oscillator.lastMicros() && error > 0);
    return nearestIsNext ? next + 1 : next;
  }

  private double phaseAt(long micros) {
    return micros >= oscillator.lastMicros() ? oscillator.phaseAt(micros) : history.phaseAt(micros);
  }

  /** Takes a published rate; one that is not positive and finite is passed over. */
  public void referenceHz(long micros, double hz) {
    if (!(hz > 0 && hz < Double.POSITIVE_INFINITY)) {
      return;
    }
    rateUntil = micros + settings.staleAfterMicros();
    if (!open && oscillator.nextMicros() != NEVER && reference.isStale(micros)) {
      mode = LoopMode.FREQUENCY;
      oscillator.ask(FrequencyLoop.tickMs(oscillator.tickMs(), hz), limits);
    }
  }

  /**
   * Corrects the rate at the next tick.
   *
   * @param gains gains in force
   * @param baseHz base rate
   */
  public void correct(Gains gains, double baseHz) {
    long now = oscillator.nextMicros();
    LoopMode before = mode;
    mode = modeAt(now);
    if (mode == LoopMode.PHASE) {
      followPhase(now, gains, baseHz, before);
      return;
    }
    pending.clear();
    phaseLoop.takeOverRate();
    e = Double.NaN;
    if (mode == LoopMode.FREQUENCY && before == LoopMode.FREQUENCY) {
      oscillator.keepWithin(limits);
    } else {
      oscillator.hold(limits);
    }
  }

  private LoopMode modeAt(long micros) {
    if (!reference.isStale(micros)) {
      return LoopMode.PHASE;
    }
    return micros <= rateUntil ? LoopMode.FREQUENCY : LoopMode.FREE;
  }

  private void followPhase(long now, Gains gains, double baseHz, LoopMode before) {
    if (before == LoopMode.PHASE) {
      oscillator.keepWithin(limits);
    } else {
      oscillator.hold(limits);
    }
    while (pending.hasUsable(now)) {
      Measurement m = pending.take();
      if (Double.isNaN(m.e())) {
        phaseLoop.interrupt();
      } else {
        e = m.e();
        oscillator.ask(phaseLoop.tickMs(m, gains, baseHz, oscillator.tickMs(), limits), limits);
      }
    }
  }

  /** The tick was performed: the one after it is due. */
  public void advance() {
    oscillator.advance();
  }

  /** The tick was performed, and was the last of its run. */
  public void advanceAndStop() {
    oscillator.advanceAndStop();
    pending.clear();
    e = Double.NaN;
  }

  /** When the next tick is; {@link #NEVER} while stopped. */
  public long nextMicros() {
    return oscillator.nextMicros();
  }

  /** Time from the tick before to the next, 0 if that is the first of its run. */
  public long covered() {
    return oscillator.covered();
  }

  /** The tick in ms. */
  public double tickMs() {
    return oscillator.tickMs();
  }

  /** The newest phase error in cycles, NaN if there is none that is not stale. */
  public double e() {
    return e;
  }

  /** Whether the tick asked for was beyond a limit. */
  public boolean isLimited() {
    return oscillator.isLimited();
  }

  /** What the last tick followed. */
  public LoopMode mode() {
    return mode;
  }

  /** Whether limits other than the configured ones hold. */
  public boolean isCommanded() {
    return !limits.equals(settings.limits());
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    oscillator.writeTo(out);
    reference.writeTo(out);
    phaseLoop.writeTo(out);
    pending.writeTo(out);
    out.writeBoolean(open);
    out.writeBoolean(isCommanded());
    if (isCommanded()) {
      out.writeDouble(limits.minMs());
      out.writeDouble(limits.maxMs());
    }
    out.writeUTF(mode.wireName());
    out.writeDouble(e);
    out.writeLong(rateUntil);
  }

  /** Takes back a state; limits that no command has set are those of the settings now. */
  public void readFrom(DataInput in) throws IOException {
    oscillator.readFrom(in);
    reference.readFrom(in);
    phaseLoop.readFrom(in);
    pending.readFrom(in);
    open = in.readBoolean();
    if (in.readBoolean()) {
      limits = new TickLimits(in.readDouble(), in.readDouble());
    }
    mode = LoopMode.ofWireName(in.readUTF());
    e = in.readDouble();
    rateUntil = in.readLong();
  }
}
