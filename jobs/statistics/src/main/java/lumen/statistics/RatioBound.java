package lumen.statistics;

import java.math.BigInteger;

/**
 * By how many percent the mean of one sample is above that of another, and the least that this is
 * with a confidence, by the delta method (Cochran, Sampling Techniques, 1977, 6.4).
 *
 * <p>delta = 100 (R - 1), bound = 100 ((R - 1) - z se). Of two samples R is the ratio of their
 * means and se = R sqrt(s1^2/(n1 m1^2) + s2^2/(n2 m2^2)); of pairs R is the ratio of their sums and
 * se = sd(a - R b)/(sqrt(n) mean b), whose variance is formed of exact sums: (Qaa Sb^2 - 2 Sa Sb
 * Qab + Sa^2 Qbb)/(Sb^2 (n - 1)). Evaluated from left to right.
 *
 * <p>Where a sum is 0 there is no figure (NaN); with fewer than two of a sample there is no bound.
 *
 * @param deltaPercent R - 1 in percent, NaN where there is none
 * @param boundPercent the bound from below in percent, NaN where there is none
 */
public record RatioBound(double deltaPercent, double boundPercent) {
  private static final RatioBound NONE = new RatioBound(Double.NaN, Double.NaN);

  /**
   * Of two samples that have nothing to do with each other.
   *
   * @param z the normal quantile of the confidence
   */
  public static RatioBound of(WholeSums sample, WholeSums base, double z) {
    if (sample.sum() == 0 || base.sum() == 0) {
      return NONE;
    }
    double m1 = sample.mean(1);
    double m2 = base.mean(1);
    double ratio = m1 / m2;
    if (sample.n() < 2 || base.n() < 2) {
      return of(ratio, Double.NaN, z);
    }
    double of1 = sample.variance(1) / (sample.n() * m1 * m1);
    double of2 = base.variance(1) / (base.n() * m2 * m2);
    return of(ratio, ratio * Math.sqrt(of1 + of2), z);
  }

  /**
   * Of pairs.
   *
   * @param z the normal quantile of the confidence
   */
  public static RatioBound of(PairedSums pairs, double z) {
    if (pairs.sum() == 0 || pairs.baseSum() == 0) {
      return NONE;
    }
    double ratio = (double) pairs.sum() / pairs.baseSum();
    if (pairs.n() < 2) {
      return of(ratio, Double.NaN, z);
    }
    double n = pairs.n();
    return of(ratio, Math.sqrt(variance(pairs) / n) / (pairs.baseSum() / n), z);
  }

  private static RatioBound of(double ratio, double standardError, double z) {
    return new RatioBound(100 * (ratio - 1), 100 * ((ratio - 1) - z * standardError));
  }

  /** The variance of a - R b. */
  private static double variance(PairedSums pairs) {
    BigInteger a = BigInteger.valueOf(pairs.sum());
    BigInteger b = BigInteger.valueOf(pairs.baseSum());
    BigInteger mixed = a.multiply(b).multiply(pairs.products());
    BigInteger dividend =
        pairs
            .squares()
            .multiply(b.multiply(b))
            .subtract(mixed.add(mixed))
            .add(a.multiply(a).multiply(pairs.baseSquares()));
    BigInteger divisor = b.multiply(b).multiply(BigInteger.valueOf(pairs.n() - 1));
    return dividend.doubleValue() / divisor.doubleValue();
  }
}
