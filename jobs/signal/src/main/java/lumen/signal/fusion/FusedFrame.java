package lumen.signal.fusion;

import lumen.signal.gain.Gains;

/**
 * The fused result of one grid step of one tenant. NaN stands for a value that is not given.
 *
 * @param ts time of the step in seconds since the epoch
 * @param tenant tenant
 * @param grid grid index
 * @param mode which sides it was made from
 * @param phaseDiff mean phase difference in cycles, 0 to 0.5
 * @param harmony envelope correlation mapped to 0..1
 * @param coherence phase locking, 0 to 1
 * @param entropyRatio entropy of the phase differences, 0 locked to 1 none
 * @param syncQuality completeness times coherence
 * @param order Kuramoto order of the present phases, 0 to 1
 * @param q weighted mean of the expected channels' q, cycles squared
 * @param r weighted mean of the expected channels' r, cycles squared
 * @param kp proportional gain of the bridge
 * @param ki integral gain of the bridge
 * @param kd derivative gain of the bridge
 * @param streamsFresh present channels
 * @param streamsTotal expected channels
 * @param sensors the sensors' statistics before mixing, not part of the written frame
 */
public record FusedFrame(
    double ts,
    String tenant,
    long grid,
    Mode mode,
    double phaseDiff,
    double harmony,
    double coherence,
    double entropyRatio,
    double syncQuality,
    double order,
    double q,
    double r,
    double kp,
    double ki,
    double kd,
    int streamsFresh,
    int streamsTotal,
    SensorLevel sensors) {

  /** The same frame with the gains of the bridge. */
  public FusedFrame withGains(Gains gains) {
    return new FusedFrame(
        ts,
        tenant,
        grid,
        mode,
        phaseDiff,
        harmony,
        coherence,
        entropyRatio,
        syncQuality,
        order,
        q,
        r,
        gains.kp(),
        gains.ki(),
        gains.kd(),
        streamsFresh,
        streamsTotal,
        sensors);
  }
}
