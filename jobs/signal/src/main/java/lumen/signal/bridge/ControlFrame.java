package lumen.signal.bridge;

import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.loop.Multiple;
import lumen.signal.loop.TickLoop;
import lumen.signal.protocol.BridgeState;
import lumen.signal.protocol.Readings;

/**
 * One tick of the bridge. NaN stands for a value that is not known.
 *
 * @param micros its time in microseconds since the epoch
 * @param tenant tenant
 * @param state protocol state after the tick
 * @param tickMs time to the next tick
 * @param hz rate, 1000 / tickMs
 * @param multiple ticks of the bridge for each of the reference; NaN until chosen
 * @param e phase error in cycles, (-0.5, 0.5]; positive when the bridge is behind
 * @param gains gains in force
 * @param syncQuality what its own ticks say: of their errors, or of how near they are to the
 *     published rate
 * @param entropyRatio of their errors
 * @param phaseDiffMean mean magnitude of their errors, in cycles
 * @param rollbackRatio5m share of refused corrections over 5 min
 * @param residualStddev10m standard deviation of the reference's residual entropy over 10 min
 * @param mode what the tick follows
 * @param refused whether the correction was refused: at a limit, or by a hard stop
 * @param played whether it is heard
 */
public record ControlFrame(
    long micros,
    String tenant,
    BridgeState state,
    double tickMs,
    double hz,
    double multiple,
    double e,
    Gains gains,
    double syncQuality,
    double entropyRatio,
    double phaseDiffMean,
    double rollbackRatio5m,
    double residualStddev10m,
    LoopMode mode,
    boolean refused,
    boolean played) {

  /** The tick that a loop has just made, and what was judged at it. */
  static ControlFrame of(
      String tenant,
      BridgeState state,
      TickLoop loop,
      double e,
      Gains gains,
      Readings judged,
      LoopMode mode,
      boolean refused,
      boolean played) {
    return new ControlFrame(
        judged.micros(),
        tenant,
        state,
        loop.tickMs(),
        1000 / loop.tickMs(),
        loop.multiple().map(Multiple::value).orElse(Double.NaN),
        e,
        gains,
        judged.syncQuality(),
        judged.entropyRatio(),
        judged.phaseDiffMean(),
        judged.rollbackRatio5m(),
        judged.residualStddev10m(),
        mode,
        refused,
        played);
  }
}
