package lumen.signal.fusion;

/**
 * The sensors' own statistics before the reference engine is mixed in: weighted means over the
 * channels that have them.
 *
 * @param coherence phase locking value, 0 to 1; NaN without channels
 * @param phaseDiff mean phase difference in cycles; NaN without channels
 * @param entropyRatio 0 locked to 1 none; NaN without channels
 * @param harmony envelope correlation mapped to 0..1; NaN without channels
 * @param channels number of channels that have statistics
 */
public record SensorLevel(
    double coherence, double phaseDiff, double entropyRatio, double harmony, int channels) {

  /** No channel has statistics. */
  public static final SensorLevel NONE =
      new SensorLevel(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
}
