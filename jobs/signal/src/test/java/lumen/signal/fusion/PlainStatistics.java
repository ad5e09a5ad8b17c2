package lumen.signal.fusion;

import java.util.List;

/** The window statistics of {@link PlainFusion}. */
final class PlainStatistics {
  private PlainStatistics() {}

  /** Coherence, phase difference, entropy ratio, harmony; null if there are none. */
  static double[] of(FusionSettings settings, PlainChannel c, long g) {
    List<double[]> window = c.window(g);
    if (!c.differences.containsKey(g) || 3L * window.size() < c.windowSteps) {
      return null;
    }
    boolean alike = window.stream().mapToDouble(w -> w[1]).sum() <= 1e-300;
    double sum = 0;
    double re = 0;
    double im = 0;
    double x = 0;
    for (double[] w : window) {
      double m = alike ? 1 : w[1];
      sum += m;
      re += m * Math.cos(2 * Math.PI * w[0]);
      im += m * Math.sin(2 * Math.PI * w[0]);
      x += m * Math.abs(w[2]);
    }
    double centre = Math.atan2(im, re) / (2 * Math.PI);
    double[] histogram = new double[settings.entropyBins()];
    for (double[] w : window) {
      double from = PlainFusion.wrap(w[0] - centre) * histogram.length + 0.5;
      histogram[Math.floorMod((int) Math.floor(from), histogram.length)] +=
          (alike ? 1 : w[1]) / sum;
    }
    double entropy = 0;
    for (double share : histogram) {
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return new double[] {
      Math.hypot(re, im) / sum, x / sum, entropy / Math.log(histogram.length), harmony(window)
    };
  }

  private static double harmony(List<double[]> window) {
    double a = window.stream().mapToDouble(w -> w[3]).average().orElseThrow();
    double b = window.stream().mapToDouble(w -> w[4]).average().orElseThrow();
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (double[] w : window) {
      aa += (w[3] - a) * (w[3] - a) / window.size();
      bb += (w[4] - b) * (w[4] - b) / window.size();
      ab += (w[3] - a) * (w[4] - b) / window.size();
    }
    boolean constant = Math.sqrt(aa) <= 1e-9 * a || Math.sqrt(bb) <= 1e-9 * b;
    return constant ? 0.5 : (1 + ab / Math.sqrt(aa * bb)) / 2;
  }
}
