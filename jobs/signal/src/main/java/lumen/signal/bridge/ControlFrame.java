package lumen.signal.bridge;

import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;

/**
 * One tick of the bridge. NaN stands for a value that is not known.
 *
 * @param micros its time in microseconds since the epoch
 * @param tenant tenant
 * @param state protocol state after the tick
 * @param tickMs time to the next tick
 * @param hz rate, 1000 / tickMs
 * @param e phase error in cycles, (-0.5, 0.5]; positive when the bridge is behind
 * @param gains gains in force
 * @param syncQuality the judged one: the bridge's own in phase mode, else the newest frame's
 * @param entropyRatio the judged one
 * @param phaseDiffMean the judged one, in cycles
 * @param rollbackRatio5m share of refused corrections over 5 min
 * @param residualStddev10m standard deviation of the reference's residual entropy over 10 min
 * @param mode what the tick follows
 * @param refused whether the correction was refused: at a limit, or by a hard stop
 */
public record ControlFrame(
    long micros,
    String tenant,
    BridgeState state,
    double tickMs,
    double hz,
    double e,
    Gains gains,
    double syncQuality,
    double entropyRatio,
    double phaseDiffMean,
    double rollbackRatio5m,
    double residualStddev10m,
    LoopMode mode,
    boolean refused) {}
