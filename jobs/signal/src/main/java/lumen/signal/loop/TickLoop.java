package lumen.signal.loop;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import lumen.signal.cycle.Cycles;
import lumen.signal.gain.Gains;
import lumen.state.StateReader;

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
  private final ReferenceRhythm reference;
  private final PhaseFollower phase;
  private TickLimits limits;
  private LoopMode mode = LoopMode.FREE;

  /** Whether nothing corrects the tick. */
  private boolean open;

  /**
   * @param settings settings of the tick
   * @param history the ticks before the last, which the owner adds
   */
  public TickLoop(LoopSettings settings, TickHistory history) {
    this.settings = settings;
    this.history = history;
    this.limits = settings.limits();
    this.oscillator = new TickOscillator(settings.tickMs());
    this.reference = new ReferenceRhythm(settings);
    this.phase = new PhaseFollower(oscillator, 1000 / settings.tickMs());
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
    phase.rest();
  }

  /** Forgets the reference: its multiple is chosen anew when it comes again. */
  public void forgetReference() {
    reference.forget();
    mode = LoopMode.FREE;
  }

  /** What is followed next begins at this rate. */
  public void beginAt(double hz) {
    oscillator.ask(1000 / hz, limits);
    oscillator.hold(limits);
    phase.takeOver();
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

  /** Follows no phase; whatever is followed next takes over the rate that is held. */
  private void follow(LoopMode other) {
    mode = other;
    phase.rest();
    phase.takeOver();
  }

  /**
   * Takes a tick of the reference, not later than the bridge's next tick.
   *
   * @param baseHz base rate, whose tick a multiple is to be near
   */
  public void referenceTick(long tickMicros, double baseHz) {
    ReferenceRhythm.Heard heard = reference.take(tickMicros, limits, baseHz);
    if (heard == ReferenceRhythm.Heard.OLD) {
      return;
    }
    if (heard != ReferenceRhythm.Heard.CONTINUES) {
      phase.interrupt();
    }
    if (heard == ReferenceRhythm.Heard.CHOSEN && !open) {
      phase.takeRate(reference.rateHz(), limits);
    }
    if (reference.counts() && !open && oscillator.nextMicros() != NEVER) {
      double error = Cycles.wrap(-phaseAt(tickMicros));
      long from = usableFrom(tickMicros, error);
      phase.add(new Measurement(tickMicros, error, from, reference.rateHz()));
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

  /**
   * Takes a published rate; one that is not positive and finite is passed over.
   *
   * @param baseHz base rate, whose tick a multiple is to be near
   */
  public void referenceHz(long micros, double hz, double baseHz) {
    if (!(hz > 0 && hz < Double.POSITIVE_INFINITY)) {
      return;
    }
    reference.publish(micros, hz, limits, baseHz);
    if (reference.isStale(micros) && !open && oscillator.nextMicros() != NEVER) {
      mode = LoopMode.FREQUENCY;
      oscillator.ask(FrequencyLoop.tickMs(oscillator.tickMs(), reference.wantedHz()), limits);
    }
  }

  /**
   * Corrects the rate at the next tick.
   *
   * @param gains gains in force
   * @param heard whether ticks are played
   */
  public void correct(Gains gains, boolean heard) {
    long now = oscillator.nextMicros();
    LoopMode before = mode;
    mode = open ? LoopMode.FREE : modeAt(now);
    if (mode == LoopMode.PHASE) {
      followPhase(now, gains, before, heard);
      return;
    }
    phase.rest();
    if (before == LoopMode.PHASE) {
      phase.holdIntegral(limits);
    } else if (mode == LoopMode.FREQUENCY && before == LoopMode.FREQUENCY) {
      oscillator.keepWithin(limits);
    } else {
      oscillator.hold(limits);
    }
    if (mode == LoopMode.FREQUENCY) {
      phase.takeOver();
    }
  }

  private LoopMode modeAt(long micros) {
    if (!reference.isStale(micros)) {
      return LoopMode.PHASE;
    }
    boolean byRate = mode == LoopMode.FREQUENCY || reference.isPublished(micros);
    return byRate ? LoopMode.FREQUENCY : LoopMode.FREE;
  }

  private void followPhase(long now, Gains gains, LoopMode before, boolean heard) {
    if (before == LoopMode.PHASE) {
      oscillator.keepWithin(limits);
    } else {
      oscillator.hold(limits);
    }
    phase.correct(now, gains, limits, own(), heard);
  }

  private int own() {
    return reference.multiple().map(Multiple::own).orElse(1);
  }

  /** The tick was performed: the one after it is due. */
  public void advance() {
    oscillator.advance();
  }

  /** The tick was performed, and was the last of its run. */
  public void advanceAndStop() {
    oscillator.advanceAndStop();
    phase.rest();
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
    return phase.e();
  }

  /** Whether the tick asked for was beyond a limit. */
  public boolean isLimited() {
    return oscillator.isLimited();
  }

  /** What the last tick followed. */
  public LoopMode mode() {
    return mode;
  }

  /** The multiple in force; empty until chosen. */
  public Optional<Multiple> multiple() {
    return reference.multiple();
  }

  /** Whether the tick is as good as the one that the published rate asks for. */
  public boolean isNearPublished() {
    return mode == LoopMode.FREQUENCY
        && FrequencyLoop.isNear(1000 / oscillator.tickMs(), reference.wantedHz());
  }

  /** Whether limits other than the configured ones hold. */
  public boolean isCommanded() {
    return !limits.equals(settings.limits());
  }

  /** Writes the state that {@link #readFrom} takes back. */
  public void writeTo(DataOutput out) throws IOException {
    oscillator.writeTo(out);
    reference.writeTicks(out);
    phase.writeLoop(out);
    out.writeBoolean(open);
    out.writeBoolean(isCommanded());
    if (isCommanded()) {
      out.writeDouble(limits.minMs());
      out.writeDouble(limits.maxMs());
    }
    out.writeUTF(mode.wireName());
    phase.writeError(out);
    reference.writeRate(out);
    reference.writeMultiple(out);
    phase.writeSteps(out);
    oscillator.writeShift(out);
  }

  /**
   * Takes back a state; limits that no command has set are those of the settings now. One of before
   * there were multiples chooses one anew, and drops what waited.
   */
  public void readFrom(StateReader in) throws IOException {
    oscillator.readFrom(in);
    reference.readTicks(in);
    phase.readLoop(in);
    open = in.readBoolean();
    if (in.readBoolean()) {
      limits = new TickLimits(in.readDouble(), in.readDouble());
    }
    mode = LoopMode.ofWireName(in.readUTF());
    phase.readError(in);
    reference.readRate(in);
    if (in.hasAddition()) {
      reference.readMultiple(in);
      phase.readSteps(in);
      oscillator.readShift(in);
    } else {
      phase.dropOlder();
    }
  }
}
