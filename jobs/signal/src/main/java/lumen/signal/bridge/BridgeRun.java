package lumen.signal.bridge;

import java.io.IOException;
import java.util.Optional;
import lumen.signal.gain.Gain;
import lumen.signal.gain.GainControl;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.Gains;
import lumen.signal.loop.DriftCalibration;
import lumen.signal.loop.LoopMode;
import lumen.signal.loop.TickLimits;
import lumen.signal.loop.TickLoop;
import lumen.signal.loop.TickMark;
import lumen.signal.protocol.BridgeState;
import lumen.signal.protocol.Occasion;
import lumen.signal.protocol.ProtocolMachine;
import lumen.signal.protocol.Readings;
import lumen.signal.protocol.StopCondition;
import lumen.signal.protocol.Transition;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Loop, gains and protocol of a bridge, from where nothing is known: what each input and each tick
 * does. Not thread-safe.
 */
final class BridgeRun {
  private static final double SAFE_TICK_MS = 220;
  private static final long OLDEST_TICK_MICROS = 30_000_000;
  private static final long SILENCE_MICROS = 120_000_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final BridgeSettings settings;
  private final String tenant;
  private final BridgeHistory history;
  private final LockFigures figures;
  private final TickLoop loop;
  private final GainControl gains;
  private final DriftCalibration calibration;
  private final ProtocolMachine protocol;
  private final NewestFrames frames = new NewestFrames();

  /** When the newest frame or tick of the reference became known. */
  private long heardMicros = NEVER;

  /** Time of the newest input or tick. */
  private long touchedMicros = NEVER;

  BridgeRun(BridgeSettings settings, String tenant, long beginMicros) {
    this.settings = settings;
    this.tenant = tenant;
    this.history = new BridgeHistory(settings.windowMicros(), settings.lockMicros(), beginMicros);
    this.figures = new LockFigures(settings, history);
    this.loop = new TickLoop(settings.loop(), history.ticks());
    this.gains = new GainControl(settings.gains());
    this.calibration = new DriftCalibration(settings.loop().baseHz());
    this.protocol = new ProtocolMachine(settings.protocol());
  }

  /** Takes note of an input; residual values that are too old go. */
  private void touch(long micros) {
    touchedMicros = Math.max(touchedMicros, micros);
    history.residuals().slide(touchedMicros);
  }

  Optional<StopCondition> release(long micros, boolean force, BridgeListener listener) {
    touch(micros);
    if (state() != BridgeState.E4_ROLLBACK) {
      return Optional.empty();
    }
    Optional<StopCondition> stop = stopOn(frames.before(micros));
    if (stop.isPresent() && !force) {
      return stop;
    }
    judge(micros, Occasion.RELEASE, listener);
    loop.close();
    beginIfStill(micros);
    history.clearTicks(loop.nextMicros());
    return Optional.empty();
  }

  void tickLimits(long micros, double minMs, double maxMs) {
    touch(micros);
    if (TickLimits.areLimits(minMs, maxMs)) {
      loop.limits(new TickLimits(minMs, maxMs));
    }
  }

  void curves(long micros, GainCurve kp, GainCurve kd, double kiBase) {
    touch(micros);
    gains.curves(kp, kd, kiBase);
  }

  void referenceHz(long micros, double hz) {
    touch(micros);
    loop.referenceHz(micros, hz, baseHz());
  }

  void residualEntropy(long micros, double value) {
    touch(micros);
    if (Double.isFinite(value)) {
      history.addResidual(micros, value);
    }
  }

  void referenceTick(long knownMicros, long tickMicros, BridgeListener listener) {
    touch(knownMicros);
    if (tickMicros > knownMicros || tickMicros < knownMicros - OLDEST_TICK_MICROS) {
      return;
    }
    heardMicros = knownMicros;
    beginIfIdle(knownMicros, Occasion.REFERENCE_TICK, listener);
    loop.referenceTick(tickMicros, baseHz());
  }

  private double baseHz() {
    return calibration.baseHz(loop.limits());
  }

  Gains frame(long knownMicros, BridgeFrame levels, BridgeListener listener) {
    touch(knownMicros);
    heardMicros = knownMicros;
    follow(knownMicros, levels);
    beginIfIdle(knownMicros, Occasion.FRAME, listener);
    return gainsAt(knownMicros);
  }

  Gains watch(long knownMicros, BridgeFrame levels) {
    touch(knownMicros);
    follow(knownMicros, levels);
    return gainsAt(knownMicros);
  }

  private void follow(long knownMicros, BridgeFrame levels) {
    frames.take(knownMicros, levels.finite());
    gains.follow(frames.newest().entropyRatio(), frames.newest().phaseDiff());
  }

  void offset(long micros, Gain gain, double by) {
    touch(micros);
    gains.offset(gain, by, micros);
  }

  private void beginIfIdle(long micros, Occasion occasion, BridgeListener listener) {
    if (state() == BridgeState.E0_IDLE) {
      judge(micros, occasion, listener);
    }
    beginIfStill(micros);
  }

  private void beginIfStill(long micros) {
    if (loop.nextMicros() == TickLoop.NEVER) {
      loop.start(micros);
    }
  }

  ControlFrame tick(BridgeListener listener) {
    long now = loop.nextMicros();
    if (now == TickLoop.NEVER) {
      throw new IllegalStateException("a tick must be due: state=" + state().wireName());
    }
    touch(now);
    BridgeState before = state();
    Gains inForce = gainsAt(now);
    loop.correct(inForce, before.outputsOn());
    double e = loop.e();
    boolean refused = before.outputsOn() && (loop.isLimited() || hardStop().isPresent());
    figures.spanAt(now, before);
    history.addTick(now, loop.covered(), e, loop.tickMs(), marks(refused));
    if (loop.mode() == LoopMode.PHASE) {
      calibrate(now, listener);
    }
    LoopMode mode = loop.mode();
    Readings judged = judge(now, Occasion.TICK, listener);
    if (state() == BridgeState.E4_ROLLBACK && now - heardMicros >= SILENCE_MICROS) {
      loop.advanceAndStop();
    }
    if (loop.nextMicros() == now) {
      loop.advance();
    }
    boolean played = state().outputsOn() && figures.isAudible();
    ControlFrame frame =
        ControlFrame.of(tenant, state(), loop, e, inForce, judged, mode, refused, played);
    if (state() == BridgeState.E0_IDLE) {
      rest(before);
    }
    return frame;
  }

  /** What comes after a rest is chosen anew; what was never locked left no rate worth keeping. */
  private void rest(BridgeState before) {
    loop.forgetReference();
    if (before == BridgeState.E1_SYNCING) {
      loop.beginAt(baseHz());
    }
  }

  private byte marks(boolean refused) {
    return (byte)
        (TickMark.REFUSED.where(refused)
            | TickMark.STOOD.where(state().outputsOn())
            | TickMark.RATED.where(loop.mode() == LoopMode.FREQUENCY)
            | TickMark.NEAR.where(loop.isNearPublished()));
  }

  double tickMs() {
    return loop.tickMs();
  }

  Gains gainsAt(long micros) {
    return gains.at(micros, calibration.shift(), state() == BridgeState.E3_GUARDED);
  }

  private Optional<StopCondition> hardStop() {
    return stopOn(frames.newest());
  }

  private Optional<StopCondition> stopOn(BridgeFrame frame) {
    return frame.firstMet(settings.protocol().hardStopOn());
  }

  private void calibrate(long now, BridgeListener listener) {
    calibration
        .judge(now, history.fiveMinutes(), gains.schedule())
        .ifPresent(made -> listener.calibrated(now, made.what(), made.values()));
  }

  private Readings judge(long micros, Occasion occasion, BridgeListener listener) {
    Readings readings =
        figures.readings(micros, occasion, heardMicros, loop.mode(), frames.newest(), hardStop());
    protocol.judge(readings).ifPresent(made -> pass(made, listener));
    return readings;
  }

  /** What a transition does to the loop, and who is told. */
  private void pass(Transition made, BridgeListener listener) {
    if (made.to() == BridgeState.E4_ROLLBACK) {
      loop.open(SAFE_TICK_MS);
    } else if (made.to() == BridgeState.E0_IDLE) {
      loop.advanceAndStop();
    } else if (made.from() == BridgeState.E1_SYNCING) {
      figures.locked(made.micros());
    }
    listener.transition(made.micros(), made.from(), made.to(), made.cause(), made.values());
  }

  long nextTickMicros() {
    return loop.nextMicros();
  }

  BridgeState state() {
    return protocol.state();
  }

  BridgeHistory history() {
    return history;
  }

  /** Before this nothing of the history matters any more. */
  long historyFrom() {
    return touchedMicros == NEVER ? NEVER : touchedMicros - history.spanMicros();
  }

  /** See {@link Bridge#idleMicros}. */
  long idleMicros() {
    if (state() != BridgeState.E0_IDLE) {
      return Long.MAX_VALUE;
    }
    boolean kept = loop.isCommanded() || gains.isCommanded() || calibration.isInForce();
    long matters = Math.max(history.spanMicros(), settings.loop().staleAfterMicros());
    matters = kept ? Math.max(matters, CommandHold.MICROS) : matters;
    return touchedMicros == NEVER ? NEVER : touchedMicros + matters;
  }

  void writeTo(StateWriter out) throws IOException {
    out.field(
        times -> {
          times.writeLong(history.beginMicros());
          times.writeLong(history.ticksFrom());
          times.writeLong(heardMicros);
          times.writeLong(touchedMicros);
        });
    out.field(frames.newest()::writeTo);
    out.field(loop::writeTo);
    out.field(gains::writeTo);
    out.field(calibration::writeTo);
    out.field(protocol::writeTo);
    out.field(figures::writeTo);
    out.field(frames::writeTo);
  }

  static BridgeRun readFrom(BridgeSettings settings, String tenant, StateReader in)
      throws IOException {
    StateReader times = in.field();
    BridgeRun run = new BridgeRun(settings, tenant, times.readLong());
    run.history.restoreTicksFrom(times.readLong());
    run.heardMicros = times.readLong();
    run.touchedMicros = times.readLong();
    run.frames.take(NEVER, BridgeFrame.readFrom(in.field()));
    run.loop.readFrom(in.field());
    run.gains.readFrom(in.field());
    run.calibration.readFrom(in.field());
    run.protocol.readFrom(in.field());
    if (in.hasAddition()) {
      run.figures.readFrom(in.field());
      run.frames.readFrom(in.field());
    }
    return run;
  }
}
