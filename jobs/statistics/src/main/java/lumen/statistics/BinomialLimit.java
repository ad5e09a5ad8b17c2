package lumen.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least number of successes in n tries that is too many for a share p: the least K with
 * P(Bin(n, p) >= K) < alpha.
 *
 * <p>The weights of the distribution are formed from its mode outwards by w(k+1) = w(k) (n-k)/(k+1)
 * p/(1-p), until they are below 1e-30 of the mode's; about 24 sqrt(n p (1-p)) terms. That is exact
 * but for rounding, below 1e-11 of a tail; where a tail comes nearer than 1e-9 to alpha, the same
 * is done with 60 digits. So K is that of exact arithmetic, on every machine.
 */
public final class BinomialLimit {
  private static final double NEGLIGIBLE = 1e-30;
  private static final double NEAR = 1e-9;
  private static final int FIRST = 256;
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal PRECISELY_NEGLIGIBLE = new BigDecimal("1e-40");

  private final BigDecimal share;
  private final BigDecimal alpha;

  /**
   * A limit.
   *
   * @param share p, above 0 and below 1
   * @param alpha above 0 and below 0.5
   */
  public BinomialLimit(BigDecimal share, BigDecimal alpha) {
    if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("share must be above 0 and below 1: share=" + share);
    }
    if (alpha.signum() <= 0 || alpha.compareTo(new BigDecimal("0.5")) >= 0) {
      throw new IllegalArgumentException("alpha must be above 0 and below 0.5: alpha=" + alpha);
    }
    this.share = share;
    this.alpha = alpha;
  }

  /**
   * The least K.
   *
   * @param n tries, at least 1
   * @return n + 1 where even n successes are not too many
   */
  public long least(long n) {
    if (n < 1) {
      throw new IllegalArgumentException("tries must be at least 1: n=" + n);
    }
    double p = share.doubleValue();
    double limit = alpha.doubleValue();
    double odds = p / (1 - p);
    long mode = Math.min(n, (long) ((n + 1.0) * p));
    double[] above = above(n, mode, odds);
    double total = below(n, mode, odds);
    for (double weight : above) {
      total += weight;
    }
    double tail = 0;
    for (int i = above.length - 1; i >= 0; i--) {
      tail += above[i];
      double off = tail / total - limit;
      if (Math.abs(off) <= NEAR * limit) {
        return precisely(n, mode);
      }
      if (off > 0) {
        return mode + i + 1;
      }
    }
    throw tooFew(n, mode);
  }

  /** The sum of the weights below the mode's, which is 1. */
  private static double below(long n, long mode, double odds) {
    double sum = 0;
    double weight = 1;
    for (long k = mode; k > 0 && weight > NEGLIGIBLE; k--) {
      weight *= k / ((n - k + 1) * odds);
      sum += weight;
    }
    return sum;
  }

  /** The weights from the mode's upwards. */
  private static double[] above(long n, long mode, double odds) {
    double[] weights = new double[FIRST];
    weights[0] = 1;
    int last = 0;
    while (mode + last < n && weights[last] > NEGLIGIBLE) {
      if (last + 1 == weights.length) {
        weights = Arrays.copyOf(weights, 2 * weights.length);
      }
      long k = mode + last;
      weights[last + 1] = weights[last] * (n - k) / (k + 1) * odds;
      last++;
    }
    return Arrays.copyOf(weights, last + 1);
  }

  /** The same with 60 digits. */
  private long precisely(long n, long mode) {
    BigDecimal odds = share.divide(BigDecimal.ONE.subtract(share), DIGITS);
    List<BigDecimal> above = preciselyAbove(n, mode, odds);
    BigDecimal total = preciselyBelow(n, mode, odds);
    for (BigDecimal weight : above) {
      total = total.add(weight, DIGITS);
    }
    BigDecimal limit = alpha.multiply(total, DIGITS);
    BigDecimal tail = BigDecimal.ZERO;
    for (int i = above.size() - 1; i >= 0; i--) {
      tail = tail.add(above.get(i), DIGITS);
      if (tail.compareTo(limit) >= 0) {
        return mode + i + 1;
      }
    }
    throw tooFew(n, mode);
  }

  private static BigDecimal preciselyBelow(long n, long mode, BigDecimal odds) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weight = BigDecimal.ONE;
    for (long k = mode; k > 0 && weight.compareTo(PRECISELY_NEGLIGIBLE) > 0; k--) {
      BigDecimal divisor = BigDecimal.valueOf(n - k + 1).multiply(odds);
      weight = weight.multiply(BigDecimal.valueOf(k)).divide(divisor, DIGITS);
      sum = sum.add(weight, DIGITS);
    }
    return sum;
  }

  private static List<BigDecimal> preciselyAbove(long n, long mode, BigDecimal odds) {
    List<BigDecimal> weights = new ArrayList<>();
    BigDecimal weight = BigDecimal.ONE;
    weights.add(weight);
    for (long k = mode; k < n && weight.compareTo(PRECISELY_NEGLIGIBLE) > 0; k++) {
      BigDecimal times = BigDecimal.valueOf(n - k).multiply(odds);
      weight = weight.multiply(times).divide(BigDecimal.valueOf(k + 1), DIGITS);
      weights.add(weight);
    }
    return weights;
  }

  private static IllegalStateException tooFew(long n, long mode) {
    return new IllegalStateException("the mode must not be too many: n=" + n + " mode=" + mode);
  }
}
