package lumen.signal.bridge;

import java.util.Map;
import java.util.Optional;
import lumen.signal.gain.Gain;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.Gains;
import lumen.signal.protocol.BridgeState;
import lumen.signal.protocol.StopCondition;
import lumen.state.StateException;
import lumen.state.StateForm;

/**
 * The bridge of one tenant: a tick kept locked to the reference.
 *
 * <pre>
 *   referenceTick --&gt; phase error --&gt; PID --&gt; tick --&gt; window statistics --&gt; protocol --&gt; ControlFrame
 *   referenceHz   --------------------&gt; rate -^         (frame, while there is no phase) -^
 *   frame         --&gt; gain schedule --&gt; gains -^ &lt;-- drift calibration, offsets, guard
 * </pre>
 *
 * <p>Inputs come in ascending time; at equal times in the order: commands, values of the reference,
 * frames, the tick, offsets. Its owner calls {@link #tick} when {@link #nextTickMicros} has come,
 * before any later input. Values that are not finite or out of range are passed over. Equal inputs
 * give equal control frames, to the bit, however often it is stored and restored between.
 *
 * <p>State is kept in two parts: {@link #snapshot} (small) and {@link #takeHistory} (append-only),
 * both taken at the same moment. A bridge that is idle for so long that only its own past could
 * speak ({@link #idleMicros}) begins anew by itself, so its owner may drop it. Cost: O(1) per
 * input, O(ticks of the window) per tick for the entropy alone. Not thread-safe.
 */
public final class Bridge {
  private static final StateForm FORM = new StateForm("bridge-loop", 2, 1);
  private static final BridgeListener NOBODY =
      new BridgeListener() {
        @Override
        public void transition(
            long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> v) {}

        @Override
        public void calibrated(long micros, String what, Map<String, Double> values) {}
      };

  private final BridgeSettings settings;
  private final String tenant;
  private BridgeListener listener = NOBODY;
  private BridgeRun run;

  /** The bridge of a tenant of which nothing is known yet. */
  public Bridge(BridgeSettings settings, String tenant) {
    this(settings, tenant, new BridgeRun(settings, tenant, Long.MIN_VALUE));
  }

  private Bridge(BridgeSettings settings, String tenant, BridgeRun run) {
    this.settings = settings;
    this.tenant = tenant;
    this.run = run;
  }

  /**
   * Continues from a snapshot.
   *
   * @param settings the settings it was taken with
   * @param tenant tenant
   * @param snapshot what {@link #snapshot} gave
   * @param chunks what {@link #takeHistory} gave up to this snapshot, in the order it was taken
   */
  public static Bridge restore(
      BridgeSettings settings, String tenant, byte[] snapshot, Iterable<byte[]> chunks) {
    try {
      BridgeRun run =
          FORM.read(
              snapshot,
              in -> BridgeRun.readFrom(settings, tenant, in),
              in -> {
                in.readVersion(1, 1);
                return BridgeRun.readFrom(settings, tenant, in);
              });
      for (byte[] chunk : chunks) {
        run.history().read(chunk);
      }
      return new Bridge(settings, tenant, run);
    } catch (StateException e) {
      throw new StateException("tenant=" + tenant + ": " + e.getMessage(), e);
    }
  }

  /** Sets who is told of transitions and calibrations, while an input or a tick is worked on. */
  public void listen(BridgeListener newListener) {
    listener = newListener;
  }

  /**
   * An operator releases a rolled back bridge; in any other state nothing happens.
   *
   * @param force whether it is released although a condition holds that would stop it
   * @return the condition for which it is not released; empty where it is, or need not be
   */
  public Optional<StopCondition> release(long micros, boolean force) {
    return begin(micros).release(micros, force, listener);
  }

  /** Other limits of the tick hold from now on. */
  public void tickLimits(long micros, double minMs, double maxMs) {
    begin(micros).tickLimits(micros, minMs, maxMs);
  }

  /** Other curves of the gains hold from now on. */
  public void curves(long micros, GainCurve kp, GainCurve kd, double kiBase) {
    begin(micros).curves(micros, kp, kd, kiBase);
  }

  /** The reference's published rate. */
  public void referenceHz(long micros, double hz) {
    begin(micros).referenceHz(micros, hz);
  }

  /** The reference's residual entropy. */
  public void residualEntropy(long micros, double value) {
    begin(micros).residualEntropy(micros, value);
  }

  /**
   * A tick of the reference.
   *
   * @param knownMicros when it became known
   * @param tickMicros when it was, at most 30 s earlier
   */
  public void referenceTick(long knownMicros, long tickMicros) {
    begin(knownMicros).referenceTick(knownMicros, tickMicros, listener);
  }

  /**
   * A frame.
   *
   * @param knownMicros when it became known, its time plus the horizon
   * @param levels what is read of it
   * @return the gains in force then
   */
  public Gains frame(long knownMicros, BridgeFrame levels) {
    return begin(knownMicros).frame(knownMicros, levels, listener);
  }

  /**
   * A frame of a tenant that has no reference to follow: the gains follow it, but no ticking begins
   * or is kept up by it.
   *
   * @param knownMicros when it became known, its time plus the horizon
   * @param levels what is read of it
   * @return the gains in force then
   */
  public Gains watch(long knownMicros, BridgeFrame levels) {
    return begin(knownMicros).watch(knownMicros, levels);
  }

  /** Adds to a gain; the offset fades in 10 min and acts on ticks after this time. */
  public void offset(long micros, Gain gain, double by) {
    begin(micros).offset(micros, gain, by);
  }

  /** A bridge whose past can not matter any more begins anew. */
  private BridgeRun begin(long micros) {
    long idle = run.idleMicros();
    if (idle != Long.MIN_VALUE && micros >= idle) {
      run = new BridgeRun(settings, tenant, micros);
    }
    return run;
  }

  /** When the next tick is due; {@link Long#MAX_VALUE} while not ticking. */
  public long nextTickMicros() {
    return run.nextTickMicros();
  }

  /** Performs the tick that is due. */
  public ControlFrame tick() {
    return run.tick(listener);
  }

  /** The weights that hold instead of the configured ones; empty outside E4. */
  public Optional<FusionWeights> weights() {
    return state() == BridgeState.E4_ROLLBACK ? Optional.of(FusionWeights.SAFE) : Optional.empty();
  }

  /** Whether ticks are played and a bench is allowed. */
  public boolean outputsOn() {
    return state().outputsOn();
  }

  /** The tick in ms. */
  public double tickMs() {
    return run.tickMs();
  }

  /** The gains in force at a time, not before that of the newest input. */
  public Gains gains(long micros) {
    return run.gainsAt(micros);
  }

  /** The protocol state. */
  public BridgeState state() {
    return run.state();
  }

  /**
   * The time from which on nothing of what is held can matter any more if nothing else comes;
   * {@link Long#MAX_VALUE} while ticking, and in E4, which an operator ends. Limits or curves of a
   * command and a calibration matter for {@link CommandHold}. From then on this bridge does what a
   * new one does.
   */
  public long idleMicros() {
    return run.idleMicros();
  }

  /** The state beside the history, about half a kilobyte. */
  public byte[] snapshot() {
    return FORM.write(512, run::writeTo);
  }

  /** The last time in a chunk of history, microseconds. */
  public static long lastMicros(byte[] chunk) {
    return BridgeHistory.lastMicros(chunk);
  }

  /** What was added to the history since the last call, null if nothing was. */
  public byte[] takeHistory() {
    return run.history().take();
  }

  /** Chunks whose last time is before this one are not needed any more. */
  public long historyFrom() {
    return run.historyFrom();
  }
}
