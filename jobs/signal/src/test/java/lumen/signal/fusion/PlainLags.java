package lumen.signal.fusion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The lags of {@link PlainFusion}. */
final class PlainLags {
  private PlainLags() {}

  static double newLag(
      FusionSettings settings, Collection<PlainChannel> channels, PlainChannel c, long g) {
    int n = c.run(g - 1);
    List<PlainChannel> others = new ArrayList<>();
    for (PlainChannel o : channels) {
      if (o != c && 3L * o.run(g - 1) >= c.windowSteps) {
        others.add(o);
        n = Math.min(n, o.run(g - 1));
      }
    }
    if (3L * n < c.windowSteps || others.isEmpty()) {
      return c.lag;
    }
    double weights = c.weight;
    double[] ref = new double[n];
    for (PlainChannel o : others) {
      weights += o.weight;
      double[] values = o.values(g, n);
      for (int i = 0; i < n; i++) {
        ref[i] += o.weight * values[i];
      }
    }
    int max = settings.maxLagSteps();
    double[] r = correlation(c.values(g, n), ref, max);
    double largest = Double.NEGATIVE_INFINITY;
    for (int l = -max + 1; l < max; l++) {
      if (isPeak(r, l + max)) {
        largest = Math.max(largest, r[l + max]);
      }
    }
    for (int l = 0; l < max; l++) {
      boolean after = isPeak(r, max + l) && r[max + l] >= 0.9 * largest;
      boolean before = isPeak(r, max - l) && r[max - l] >= 0.9 * largest;
      if (after || before) {
        int best = after && (!before || r[max + l] >= r[max - l]) ? l : -l;
        boolean told = l == 0 || !after || !before || !equal(r[max + l], r[max - l]);
        return told && r[best + max] >= settings.lag().minPeak()
            ? refined(r, best, max) * (1 - c.weight / weights)
            : c.lag;
      }
    }
    return c.lag;
  }

  private static boolean equal(double a, double b) {
    return Math.abs(a - b) <= 1e-9 * Math.max(a, b);
  }

  private static double refined(double[] r, int best, int max) {
    double a = r[best + max - 1];
    double b = r[best + max];
    double e = r[best + max + 1];
    return best + 0.5 * (a - e) / (a - 2 * b + e);
  }

  private static boolean isPeak(double[] r, int i) {
    return r[i] >= r[i - 1] && r[i] > r[i + 1];
  }

  private static double[] correlation(double[] c, double[] ref, int max) {
    double[] r = new double[2 * max + 1];
    double mean = 0;
    for (double v : ref) {
      mean += v / ref.length;
    }
    double cc = 0;
    double rr = 0;
    for (int t = 0; t < c.length; t++) {
      cc += c[t] * c[t];
      rr += (ref[t] - mean) * (ref[t] - mean);
    }
    for (int l = -max; l <= max; l++) {
      for (int t = 0; t < c.length; t++) {
        if (t - l >= 0 && t - l < c.length) {
          r[l + max] += c[t] * (ref[t - l] - mean) / Math.sqrt(cc * rr);
        }
      }
    }
    return r;
  }

  /** Means removed, over the standard deviation; zeros if flat. */
  static double[] standardised(double[] values) {
    double mean = 0;
    double largest = 0;
    for (double v : values) {
      mean += v / values.length;
      largest = Math.max(largest, Math.abs(v));
    }
    double variance = 0;
    for (double v : values) {
      variance += (v - mean) * (v - mean) / values.length;
    }
    double[] result = new double[values.length];
    for (int i = 0; i < values.length && Math.sqrt(variance) > 1e-9 * largest; i++) {
      result[i] = (values[i] - mean) / Math.sqrt(variance);
    }
    return result;
  }
}
