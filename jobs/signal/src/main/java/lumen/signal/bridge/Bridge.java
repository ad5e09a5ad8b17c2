package lumen.signal.bridge;

import java.util.Optional;
import lumen.signal.gain.Gain;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;

/**
 * The bridge of one tenant: a tick kept locked to the reference.
 *
 * <p>Inputs come in ascending time; at equal times in the order: commands, values of the reference,
 * frames, the tick. Its owner performs the tick when {@link #nextTickMicros} has come. Not
 * thread-safe.
 */
public final class Bridge {
  private final BridgeSettings settings;
  private final String tenant;

  /** The bridge of a tenant of which nothing is known yet. */
  public Bridge(BridgeSettings settings, String tenant) {
    this.settings = settings;
    this.tenant = tenant;
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
    return new Bridge(settings, tenant);
  }

  /** Sets who is told of transitions and calibrations. */
  public void listen(BridgeListener listener) {}

  /** An operator releases a rolled back bridge. */
  public void release(long micros) {}

  /** Other limits of the tick hold from now on. */
  public void tickLimits(long micros, double minMs, double maxMs) {}

  /** Other curves of the gains hold from now on. */
  public void curves(long micros, GainCurve kp, GainCurve kd, double kiBase) {}

  /** The reference's published rate. */
  public void referenceHz(long micros, double hz) {}

  /** The reference's residual entropy. */
  public void residualEntropy(long micros, double value) {}

  /**
   * A tick of the reference.
   *
   * @param knownMicros when it became known
   * @param tickMicros when it was, not later
   */
  public void referenceTick(long knownMicros, long tickMicros) {}

  /**
   * A frame.
   *
   * @param knownMicros when it became known, its time plus the horizon
   * @param levels what is read of it
   * @return the gains in force then
   */
  public Gains frame(long knownMicros, BridgeFrame levels) {
    return settings.gains().start();
  }

  /** Adds to a gain; the offset fades in 10 min and acts on ticks after this time. */
  public void offset(long micros, Gain gain, double by) {}

  /** When the next tick is due; {@link Long#MAX_VALUE} while not ticking. */
  public long nextTickMicros() {
    return Long.MAX_VALUE;
  }

  /** Performs the tick that is due. */
  public ControlFrame tick() {
    double tickMs = settings.loop().tickMs();
    return new ControlFrame(
        nextTickMicros(),
        tenant,
        state(),
        tickMs,
        1000 / tickMs,
        Double.NaN,
        settings.gains().start(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        Double.NaN,
        LoopMode.FREE,
        false);
  }

  /** The weights that hold instead of the configured ones; empty outside E4. */
  public Optional<FusionWeights> weights() {
    return Optional.empty();
  }

  /** Whether ticks are played and a bench is allowed. */
  public boolean outputsOn() {
    return state().outputsOn();
  }

  /** The protocol state. */
  public BridgeState state() {
    return BridgeState.E0_IDLE;
  }

  /**
   * The time from which on nothing of what is held can matter any more if nothing else comes;
   * {@link Long#MAX_VALUE} if never.
   */
  public long idleMicros() {
    return Long.MIN_VALUE;
  }

  /** The state beside the history. */
  public byte[] snapshot() {
    return new byte[] {1};
  }

  /**
   * What was added to the history since the last call, null if nothing was; begins with the last
   * time in it, as eight bytes.
   */
  public byte[] takeHistory() {
    return null;
  }

  /** Chunks whose last time is before this one are not needed any more. */
  public long historyFrom() {
    return Long.MIN_VALUE;
  }
}
