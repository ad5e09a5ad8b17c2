package lumen.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/** The quantile of the normal distribution, as tables have it. */
public final class NormalQuantile {
  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private NormalQuantile() {}

  /**
   * The z that a normal variable is below with a probability.
   *
   * @param probability above 0 and below 1
   */
  public static double of(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "probability must be above 0 and below 1: probability=" + probability);
    }
    return STANDARD.inverseCumulativeProbability(probability);
  }

  /**
   * The z that a normal variable is below with a probability, rounded to so many decimals: 2.326 of
   * 0.99 with three, 2.3263 with four. Rounding keeps an approximation out of what is decided.
   *
   * @param probability above 0 and below 1
   * @param decimals 0 to 9
   */
  public static double of(double probability, int decimals) {
    double unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    return Math.rint(of(probability) * unit) / unit;
  }
}
