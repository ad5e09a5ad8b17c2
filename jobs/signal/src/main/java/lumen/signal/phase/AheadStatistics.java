package lumen.signal.phase;

import java.util.Arrays;
import lumen.signal.cycle.Cycles;

/**
 * The figures of {@link PhaseStatistics}, without harmony, over the newest differences of a window
 * and others that follow them and are not part of it.
 *
 * <p>Use: {@link #begin}, then {@link #add} for each that follows, then {@link #describe}. The sums
 * over the window come from its blocks; the histogram visits every value. Not thread-safe.
 */
public final class AheadStatistics {
  private static final double NO_WEIGHT = 1e-300;

  private final int bins;
  private final double logBins;

  /** Histograms over more than two turns, so that no index needs wrapping, filled in turn. */
  private final double[][] counts;

  /** What follows the window. */
  private double[] d = new double[64];

  private double[] m = new double[64];
  private double[] x = new double[64];
  private int ahead;

  private PhaseWindow window;
  private int first;
  private int held;
  private double weight;
  private double re;
  private double im;
  private double magnitudes;

  private double coherence;
  private double phaseDiff;
  private double entropyRatio;

  /**
   * @param bins number of bins of the histogram, at least 2
   */
  public AheadStatistics(int bins) {
    this.bins = bins;
    logBins = StrictMath.log(bins);
    counts = new double[4][2 * bins + 2];
  }

  /**
   * Begins with the differences of a window, all of them settled.
   *
   * @param of the window, or null where there is none
   * @param firstStep those of earlier steps do not count
   */
  public void begin(PhaseWindow of, long firstStep) {
    window = of;
    ahead = 0;
    weight = 0;
    re = 0;
    im = 0;
    magnitudes = 0;
    first = of == null ? 0 : of.indexFrom(firstStep);
    held = of == null ? 0 : of.to - first;
    if (held > 0) {
      RunSums sums = of.sumsFrom(of.ordinalFrom() + (first - of.from));
      weight = sums.weight;
      re = sums.re;
      im = sums.im;
      magnitudes = sums.magnitudes + of.m[of.to - 1] * Math.abs(of.x[of.to - 1]);
    }
  }

  /**
   * Adds a difference that follows.
   *
   * @param difference in cycles
   * @param itsWeight product of the envelopes
   * @param cos cosine of the difference
   * @param sin its sine
   * @param filtered filtered difference in cycles
   */
  public void add(double difference, double itsWeight, double cos, double sin, double filtered) {
    if (ahead == d.length) {
      d = Arrays.copyOf(d, 2 * ahead);
      m = Arrays.copyOf(m, 2 * ahead);
      x = Arrays.copyOf(x, 2 * ahead);
    }
    d[ahead] = difference;
    m[ahead] = itsWeight;
    x[ahead++] = filtered;
    weight += itsWeight;
    re += itsWeight * cos;
    im += itsWeight * sin;
    magnitudes += itsWeight * Math.abs(filtered);
  }

  /** How many differences there are. */
  public int size() {
    return held + ahead;
  }

  /** Weight of the differences there are and one that is about to be added. */
  public double weightWith(double itsWeight) {
    return weight + itsWeight;
  }

  /** Forms the figures of the differences there are, at least one. */
  public void describe() {
    boolean alike = !(weight > NO_WEIGHT);
    if (alike) {
      weighAlike();
    }
    double origin = bins + 0.5 - Cycles.ofVector(re, im) * bins;
    for (double[] count : counts) {
      Arrays.fill(count, 0);
    }
    if (alike) {
      count(origin);
    } else {
      if (held > 0) {
        fill(window.d, window.m, first, window.to, origin);
      }
      fill(d, m, 0, ahead, origin);
    }
    phaseDiff = magnitudes / weight;
    coherence = Math.min(1, Math.sqrt(re * re + im * im) / weight);
    entropyRatio = entropy() / logBins;
  }

  private void weighAlike() {
    weight = size();
    re = 0;
    im = 0;
    magnitudes = 0;
    for (int i = first; i < first + held; i++) {
      re += window.cos[i];
      im += window.sin[i];
      magnitudes += Math.abs(window.x[i]);
    }
    for (int i = 0; i < ahead; i++) {
      double angle = Cycles.radians(d[i]);
      re += StrictMath.cos(angle);
      im += StrictMath.sin(angle);
      magnitudes += Math.abs(x[i]);
    }
  }

  /** Four histograms in turn: differences of a lock lie in one bin, and wait for each other. */
  private void fill(double[] of, double[] weights, int from, int to, double origin) {
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

  /** Where all weigh alike. */
  private void count(double origin) {
    for (int i = first; i < first + held; i++) {
      counts[0][(int) (window.d[i] * bins + origin)]++;
    }
    for (int i = 0; i < ahead; i++) {
      counts[1][(int) (d[i] * bins + origin)]++;
    }
  }

  private double entropy() {
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      double share = (count(k) + count(k + bins)) / weight;
      if (k < 2) {
        share += count(k + 2 * bins) / weight;
      }
      if (share > 0) {
        sum -= share * StrictMath.log(share);
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
