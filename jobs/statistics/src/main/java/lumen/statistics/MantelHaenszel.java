package lumen.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Whether a share is higher in one group than in the other over strata (Mantel, Haenszel 1959),
 * here one-sided with the continuity correction of 0.5, and by how much: the risk ratio of Mantel
 * and Haenszel, (sum a n0/N)/(sum c n1/N).
 *
 * @param excess cases of the first group beyond those expected, sum (a - n1 (a + c)/N)
 * @param variance of that, sum n1 n0 (a + c)(N - a - c)/(N^2 (N - 1))
 * @param above sum of a n0/N
 * @param below sum of c n1/N
 */
public record MantelHaenszel(double excess, double variance, double above, double below) {
  /** Of no stratum. */
  public static final MantelHaenszel NONE = new MantelHaenszel(0, 0, 0, 0);

  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);
  private static final double CONTINUITY = 0.5;

  /**
   * With one stratum more.
   *
   * @param cases of the first group
   * @param size of the first group, at least 1
   * @param baseCases of the second
   * @param baseSize of the second, at least 1
   */
  public MantelHaenszel plus(long cases, long size, long baseCases, long baseSize) {
    if (cases < 0 || cases > size || baseCases < 0 || baseCases > baseSize) {
      throw new IllegalArgumentException(
          "cases must be within the group: %d of %d, %d of %d"
              .formatted(cases, size, baseCases, baseSize));
    }
    double n = size + baseSize;
    double both = cases + baseCases;
    double share = (double) size * baseSize * both * (n - both) / (n * n * (n - 1));
    return new MantelHaenszel(
        excess + (cases - size * both / n),
        variance + share,
        above + (double) cases * baseSize / n,
        below + (double) baseCases * size / n);
  }

  /** (excess - 0.5)/sqrt(variance); minus infinity where nothing varies. */
  public double z() {
    return variance > 0 ? (excess - CONTINUITY) / Math.sqrt(variance) : Double.NEGATIVE_INFINITY;
  }

  /** The probability of a z as high as this, if the shares are equal. */
  public double p() {
    return variance > 0 ? STANDARD.cumulativeProbability(-z()) : 1;
  }

  /**
   * By how much the share is higher; infinite without a case in the second group, NaN in neither.
   */
  public double riskRatio() {
    return above / below;
  }
}
