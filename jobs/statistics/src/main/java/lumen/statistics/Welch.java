package lumen.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Whether one mean is above another, where the variances may differ (Welch 1947): t = (m1 -
 * m2)/sqrt(v1/n1 + v2/n2), with the degrees of freedom of Satterthwaite, (a + b)^2/(a^2/(n1-1) +
 * b^2/(n2-1)), a = v1/n1, b = v2/n2.
 *
 * @param t the statistic; infinite where no value of either differs from its mean
 * @param degrees degrees of freedom; NaN where t is infinite or NaN
 */
public record Welch(double t, double degrees) {
  /**
   * Of two samples of two values or more.
   *
   * @throws IllegalArgumentException where one has fewer
   */
  public static Welch of(double[] first, double[] second) {
    if (first.length < 2 || second.length < 2) {
      throw new IllegalArgumentException(
          "samples must have 2 values or more: n1=" + first.length + " n2=" + second.length);
    }
    double m1 = mean(first);
    double m2 = mean(second);
    double a = variance(first, m1) / first.length;
    double b = variance(second, m2) / second.length;
    double error = standardError(first, second);
    double degrees = (a + b) * (a + b) / (a * a / (first.length - 1) + b * b / (second.length - 1));
    return new Welch((m1 - m2) / error, degrees);
  }

  /** The probability of a t as high as this, if the means are equal. */
  public double above() {
    if (Double.isNaN(t) || Double.isNaN(degrees)) {
      return Double.isNaN(t) ? Double.NaN : t > 0 ? 0 : 1;
    }
    return new TDistribution(null, degrees).cumulativeProbability(-t);
  }

  /**
   * The standard error of the difference of the means, sqrt(v1/n1 + v2/n2), of two values or more.
   */
  public static double standardError(double[] first, double[] second) {
    return Math.sqrt(
        variance(first, mean(first)) / first.length
            + variance(second, mean(second)) / second.length);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
