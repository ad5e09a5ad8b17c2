package lumen.signal.loop;

/**
 * What a window of ticks says about the lock. NaN stands for a value that is not known.
 *
 * @param phaseDiffMean mean magnitude of the phase error in cycles, 0 to 0.5
 * @param syncQuality share of ticks with a phase error times the magnitude of their mean vector
 * @param entropyRatio entropy of the phase errors in 12 bins, 0 locked to 1 none
 */
public record TickStatistics(double phaseDiffMean, double syncQuality, double entropyRatio) {

  /** Nothing is known. */
  public static final TickStatistics NONE = new TickStatistics(Double.NaN, Double.NaN, Double.NaN);
}
