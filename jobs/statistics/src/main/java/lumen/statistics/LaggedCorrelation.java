package lumen.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Correlation of x(t) with y(t + lag) where both remember their past, so that neighbours count less
 * than once (Bartlett 1946): n_eff = n/(1 + 2 sum (1 - j/n) r_x(j) r_y(j)). A value that is missing
 * is NaN.
 *
 * @param r Pearson's correlation of the pairs, around their means
 * @param pairs how many
 * @param effective how many independent ones they are worth
 */
public record LaggedCorrelation(double r, int pairs, double effective) {
  /** Autocorrelations up to this lag count. */
  public static final int MAX_MEMORY = 24;

  private static final double LEAST_DIVISOR = 0.2;

  /** Of two series of the same times. */
  public static LaggedCorrelation of(double[] x, double[] y, int lag) {
    return of(x, y, lag, effective(x, y));
  }

  /**
   * Of two series of the same times.
   *
   * @param effective what {@link #effective(double[], double[])} says, which is the same for all
   *     lags
   */
  public static LaggedCorrelation of(double[] x, double[] y, int lag, double effective) {
    int n = 0;
    double sumX = 0;
    double sumY = 0;
    for (int t = 0; t + lag < x.length; t++) {
      if (isPair(x, y, t, lag)) {
        n++;
        sumX += x[t];
        sumY += y[t + lag];
      }
    }
    double meanX = sumX / n;
    double meanY = sumY / n;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int t = 0; t + lag < x.length; t++) {
      if (isPair(x, y, t, lag)) {
        double dx = x[t] - meanX;
        double dy = y[t + lag] - meanY;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
    }
    return new LaggedCorrelation(xy / Math.sqrt(xx * yy), n, effective);
  }

  private static boolean isPair(double[] x, double[] y, int t, int lag) {
    return !Double.isNaN(x[t]) && !Double.isNaN(y[t + lag]);
  }

  /** How many independent values the times are worth at which both are known. */
  public static double effective(double[] x, double[] y) {
    int n = 0;
    for (int t = 0; t < x.length; t++) {
      n += isPair(x, y, t, 0) ? 1 : 0;
    }
    return effective(n, autocorrelations(x), autocorrelations(y));
  }

  /**
   * How many independent values n are worth.
   *
   * @param n how many
   * @param rx autocorrelations at the lags 1, 2.. of the one
   * @param ry of the other
   */
  public static double effective(int n, double[] rx, double[] ry) {
    double divisor = 1;
    for (int j = 1; j <= rx.length; j++) {
      divisor += 2 * (1 - (double) j / n) * rx[j - 1] * ry[j - 1];
    }
    return divisor <= LEAST_DIVISOR ? n : Math.min(n, n / divisor);
  }

  /** Autocorrelations at the lags 1..24: sum x(t) x(t + j) over sum x(t)^2, around the mean. */
  public static double[] autocorrelations(double[] x) {
    double[] centred = centred(x);
    double all = 0;
    for (double value : centred) {
      all += Double.isNaN(value) ? 0 : value * value;
    }
    double[] r = new double[MAX_MEMORY];
    for (int j = 1; j <= MAX_MEMORY; j++) {
      double sum = 0;
      for (int t = 0; t + j < centred.length; t++) {
        if (isPair(centred, centred, t, j)) {
          sum += centred[t] * centred[t + j];
        }
      }
      r[j - 1] = sum / all;
    }
    return r;
  }

  /** Less the mean of what is known. */
  public static double[] centred(double[] x) {
    double[] known = Arrays.stream(x).filter(value -> !Double.isNaN(value)).toArray();
    double sum = 0;
    for (double value : known) {
      sum += value;
    }
    double mean = sum / known.length;
    double[] centred = new double[x.length];
    Arrays.setAll(centred, t -> x[t] - mean);
    return centred;
  }

  /**
   * Less what the value before tells: x(t) - a x(t - 1), a = sum x(t) x(t - 1)/sum x(t)^2, then
   * centred. The first value, and one behind a missing one, is missing.
   *
   * @param x centred
   */
  public static double[] prewhitened(double[] x) {
    double products = 0;
    double squares = 0;
    for (int t = 0; t < x.length; t++) {
      squares += Double.isNaN(x[t]) ? 0 : x[t] * x[t];
      products += t > 0 && isPair(x, x, t - 1, 1) ? x[t] * x[t - 1] : 0;
    }
    double a = products / squares;
    double[] rest = new double[x.length];
    Arrays.setAll(rest, t -> t == 0 ? Double.NaN : x[t] - a * x[t - 1]);
    return centred(rest);
  }

  /**
   * The probability of an r as far from 0, if there is no correlation; NaN with under two degrees
   * of freedom.
   *
   * @param degrees of freedom
   */
  public double twoSided(double degrees) {
    if (!(degrees >= 2) || Double.isNaN(r)) {
      return Double.NaN;
    }
    double t = Math.abs(r) * Math.sqrt(degrees / Math.max(0, 1 - r * r));
    return Double.isInfinite(t)
        ? 0
        : 2 * new TDistribution(null, degrees).cumulativeProbability(-t);
  }
}
