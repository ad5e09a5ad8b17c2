package lumen.signal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the protocol judges. NaN stands for a value that is not known: no condition on it is met.
 *
 * @param micros time
 * @param occasion what it is asked about
 * @param heardMicros when the newest frame or tick of the reference became known
 * @param syncQuality completeness times locking, 0 to 1
 * @param phaseDiffMean mean phase difference in cycles
 * @param entropyRatio 0 locked to 1 none
 * @param byRate whether it follows a published rate: then conditions on the phase difference are
 *     met, and the entropy is low
 * @param lockedLately whether the newest ticks alone, of the shortest window, are locked
 * @param rollbackRatio5m share of refused corrections over 5 min
 * @param residualStddev10m standard deviation of the reference's residual entropy over 10 min
 * @param coherenceLevel of the newest frame
 * @param harmonyIndex of the newest frame
 * @param hardStop the condition that the newest frame meets, if it meets one
 */
public record Readings(
    long micros,
    Occasion occasion,
    long heardMicros,
    double syncQuality,
    double phaseDiffMean,
    double entropyRatio,
    boolean byRate,
    boolean lockedLately,
    double rollbackRatio5m,
    double residualStddev10m,
    double coherenceLevel,
    double harmonyIndex,
    Optional<StopCondition> hardStop) {

  /** The values by name, in a fixed order. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("sync_quality", syncQuality);
    values.put("phase_diff_mean", phaseDiffMean);
    values.put("entropy_ratio", entropyRatio);
    values.put("rollback_ratio_5m", rollbackRatio5m);
    values.put("residual_stddev_10m", residualStddev10m);
    values.put("coherence_level", coherenceLevel);
    values.put("harmony_index", harmonyIndex);
    return values;
  }
}
