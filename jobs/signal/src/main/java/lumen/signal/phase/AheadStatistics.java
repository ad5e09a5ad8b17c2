package lumen.signal.phase;

import java.util.Arrays;
import lumen.signal.cycle.QuickCycles;
import lumen.signal.kalman.FilterRun;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.kalman.PhaseKalman;

/**
 * The figures of {@link PhaseStatistics}, without harmony, over the newest differences of a window
 * and others that follow them and are not part of it.
 *
 * <p>Use: {@link #begin}, then let the {@link #run} run, then {@link #describe}. The sums over the
 * window come from its blocks; the histogram visits every value. Not thread-safe.
 */
public final class AheadStatistics {
  private static final double NO_WEIGHT = 1e-300;
  private static final double LEAST_TRUST = 1e-3;

  private final int bins;
  private final double logBins;

  /** Histograms over more than two turns, so that no index needs wrapping, filled in turn. */
  private final double[][] counts;

  /** What follows the window, and the filter run on over it. */
  private final AheadDifferences following;

  private final FilterRun run;

  /** By which a weight is divided for its trust: the sum of weights up to it. */
  private final double[] sums;

  private PhaseWindow window;
  private int first;
  private int held;
  private int size;
  private double weight;
  private double re;
  private double im;
  private double magnitudes;

  private double coherence;
  private double phaseDiff;
  private double entropyRatio;

  /**
   * @param bins number of bins of the histogram, at least 2
   * @param filters of the filters that are run on
   * @param following what follows the window
   */
  public AheadStatistics(int bins, KalmanSettings filters, AheadDifferences following) {
    this.bins = bins;
    this.following = following;
    logBins = StrictMath.log(bins);
    counts = new double[4][2 * bins + 2];
    run = new FilterRun(filters, following.capacity());
    sums = new double[following.capacity()];
  }

  /**
   * Begins with the differences of a window, all of them settled, and takes what follows: mu = m /
   * mean m of all up to it, limited to [1e-3, 1], is the trust in each.
   *
   * @param of the window, or null where there is none
   * @param kalman its filter, or null for one at its start values
   * @param firstStep those of earlier steps do not count
   * @param weighted whether a difference is trusted by its weight
   */
  public void begin(PhaseWindow of, PhaseKalman kalman, long firstStep, boolean weighted) {
    window = of;
    weight = 0;
    re = 0;
    im = 0;
    magnitudes = 0;
    first = of == null ? 0 : of.indexFrom(firstStep);
    held = of == null ? 0 : of.to - first;
    if (held > 0) {
      RunSums its = of.sumsFrom(of.ordinalFrom() + (first - of.from));
      weight = its.weight;
      re = its.re;
      im = its.im;
      magnitudes = its.magnitudes + of.m[of.to - 1] * Math.abs(of.x[of.to - 1]);
    }
    take();
    trust(weighted);
    size = held + following.size();
    run.begin(kalman, following.d, following.from, following.size());
  }

  /** Takes what follows: its weight, by trust a product, and the sums up to each. */
  private void take() {
    int from = following.from;
    int n = following.size();
    for (int k = 0; k < n; k++) {
      double its = following.m[from + k];
      weight += its;
      re += following.re[from + k];
      im += following.im[from + k];
      sums[k] = weight;
      run.trust[k] = its * (held + k + 1);
    }
  }

  private void trust(boolean weighted) {
    int n = following.size();
    double[] trust = run.trust;
    if (weighted && n > 0 && sums[0] > NO_WEIGHT * (held + n)) {
      // Without a branch: of real signals it would be guessed wrong every other time.
      for (int k = 0; k < n; k++) {
        trust[k] = Math.max(LEAST_TRUST, Math.min(1, trust[k] / sums[k]));
      }
      return;
    }
    for (int k = 0; k < n; k++) {
      boolean counts = weighted && sums[k] > NO_WEIGHT * (held + k + 1);
      trust[k] = counts ? Math.max(LEAST_TRUST, Math.min(1, trust[k] / sums[k])) : 1;
    }
  }

  /** The filter that has to be run on before the figures are formed. */
  public FilterRun run() {
    return run;
  }

  /** How many differences there are. */
  public int size() {
    return size;
  }

  /** Forms the figures of the differences there are, at least one. */
  public void describe() {
    addMagnitudes();
    boolean alike = !(weight > NO_WEIGHT);
    if (alike) {
      weighAlike();
    }
    double origin = bins + 0.5 - QuickCycles.ofVector(re, im) * bins;
    for (double[] count : counts) {
      Arrays.fill(count, 0);
    }
    if (alike) {
      count(origin);
    } else {
      if (held > 0) {
        fillWindow(window.d, window.m, first, window.to, origin);
      }
      fillFollowing(following.d, following.m, following.from, following.to, origin);
    }
    phaseDiff = magnitudes / weight;
    coherence = Math.min(1, Math.sqrt(re * re + im * im) / weight);
    entropyRatio = entropy() / logBins;
  }

  private void addMagnitudes() {
    double[] m = following.m;
    double[] x = run.filtered;
    int from = following.from;
    int n = following.size();
    for (int k = 0; k < n; k++) {
      magnitudes += m[from + k] * Math.abs(x[k]);
    }
  }

  private void weighAlike() {
    weight = size;
    re = 0;
    im = 0;
    magnitudes = 0;
    for (int i = first; i < first + held; i++) {
      re += window.cos[i];
      im += window.sin[i];
      magnitudes += Math.abs(window.x[i]);
    }
    for (int k = 0; k < following.size(); k++) {
      double d = following.d[following.from + k];
      re += QuickCycles.cos(d);
      im += QuickCycles.sin(d);
      magnitudes += Math.abs(run.filtered[k]);
    }
  }

  /** Four histograms in turn: differences of a lock lie in one bin, and wait for each other. */
  private void fillWindow(double[] of, double[] weights, int from, int to, double origin) {
    double[] one = counts[0];
    double[] two = counts[1];
    double[] three = counts[2];
    double[] four = counts[3];
    double scale = bins;
    int i = from;
    for (int last = to - 3; i < last; i += 4) {
      one[(int) (of[i] * scale + origin)] += weights[i];
      two[(int) (of[i + 1] * scale + origin)] += weights[i + 1];
      three[(int) (of[i + 2] * scale + origin)] += weights[i + 2];
      four[(int) (of[i + 3] * scale + origin)] += weights[i + 3];
    }
    for (; i < to; i++) {
      one[(int) (of[i] * scale + origin)] += weights[i];
    }
  }

  private void fillFollowing(double[] of, double[] weights, int from, int to, double origin) {
    double[] one = counts[0];
    double[] two = counts[1];
    double scale = bins;
    int i = from;
    for (int last = to - 1; i < last; i += 2) {
      one[(int) (of[i] * scale + origin)] += weights[i];
      two[(int) (of[i + 1] * scale + origin)] += weights[i + 1];
    }
    if (i < to) {
      one[(int) (of[i] * scale + origin)] += weights[i];
    }
  }

  /** Where all weigh alike. */
  private void count(double origin) {
    for (int i = first; i < first + held; i++) {
      counts[0][(int) (window.d[i] * bins + origin)]++;
    }
    for (int i = following.from; i < following.to; i++) {
      counts[1][(int) (following.d[i] * bins + origin)]++;
    }
  }

  private double entropy() {
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      double share = (count(k) + count(k + bins)) / weight;
      if (k < 2) {
        share += count(k + 2 * bins) / weight;
      }
      if (share >= Double.MIN_NORMAL) {
        sum -= share * QuickLog.of(share);
      }
    }
    return Math.max(0, sum);
  }

  private double count(int k) {
    return counts[0][k] + counts[1][k] + (counts[2][k] + counts[3][k]);
  }

  /** Phase locking value, 0 to 1. */
  public double coherence() {
    return coherence;
  }

  /** Mean magnitude of the filtered difference in cycles, 0 to 0.5. */
  public double phaseDiff() {
    return phaseDiff;
  }

  /** Entropy of the histogram over that of a flat one, 0 to 1. */
  public double entropyRatio() {
    return entropyRatio;
  }
}
