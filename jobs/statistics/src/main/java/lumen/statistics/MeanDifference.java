package lumen.statistics;

/**
 * How much the mean of one sample is above that of another, with the standard error of two samples
 * that have nothing to do with each other, sqrt(s1^2/n1 + s2^2/n2).
 *
 * @param difference of the means, in units; NaN where a sample is empty
 * @param standardError NaN where a sample has fewer than two
 */
public record MeanDifference(double difference, double standardError) {
  /**
   * Of two samples.
   *
   * @param parts how many parts a unit has: 1,000,000 for numbers that count millionths
   */
  public static MeanDifference of(WholeSums sample, WholeSums base, long parts) {
    double difference = sample.mean(parts) - base.mean(parts);
    double error = Math.sqrt(sample.variance(parts) / sample.n() + base.variance(parts) / base.n());
    return new MeanDifference(difference, error);
  }

  /** The least that the difference is with a confidence. */
  public double lower(double z) {
    return difference - z * standardError;
  }

  /** The most that the difference is with a confidence. */
  public double upper(double z) {
    return difference + z * standardError;
  }
}
