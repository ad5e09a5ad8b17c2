package lumen.fusion.evidence;

import java.util.Objects;
import lumen.signal.bridge.ControlFrame;

/**
 * What rules may read of the bridge: its newest control frame, and the figures its guard watches.
 * NaN stands for a value that is not given.
 *
 * @param tickMs tick in milliseconds
 * @param hz rate in Hz
 * @param e phase error in cycles
 * @param state protocol state such as E2; empty before the first tick
 * @param syncQuality the bridge's own sync quality
 * @param entropyRatio the bridge's own entropy ratio
 * @param phaseDiff the bridge's own mean phase error, cycles
 * @param rollbackRatio5m share of refused corrections over 5 min
 * @param residualStddev10m standard deviation of the residual entropy over 10 min
 */
public record BridgeFields(
    double tickMs,
    double hz,
    double e,
    String state,
    double syncQuality,
    double entropyRatio,
    double phaseDiff,
    double rollbackRatio5m,
    double residualStddev10m) {
  private static final double NO = Double.NaN;

  /** A bridge that has not ticked yet. */
  public static final BridgeFields NONE = new BridgeFields(NO, NO, NO, "", NO, NO, NO, NO, NO);

  /** Checks that the state is given. */
  public BridgeFields {
    Objects.requireNonNull(state, "state");
  }

  /** What a tick tells. */
  public static BridgeFields of(ControlFrame frame) {
    return new BridgeFields(
        frame.tickMs(),
        frame.hz(),
        frame.e(),
        frame.state().wireName(),
        frame.syncQuality(),
        frame.entropyRatio(),
        frame.phaseDiffMean(),
        frame.rollbackRatio5m(),
        frame.residualStddev10m());
  }
}
