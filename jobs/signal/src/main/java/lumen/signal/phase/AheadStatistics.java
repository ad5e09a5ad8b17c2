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
  private final double[] even;
  private final double[] odd;

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
    even = new double[2 * bins + 2];
    odd = new double[2 * bins + 2];
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

  /** Mean weight of the differences there are and one that is about to be added. */
  public double meanWeightWith(double itsWeight) {
    return (weight + itsWeight) / (size() + 1);
  }

  /** Forms the figures of the differences there are, at least one. */
  public void describe() {
    boolean alike = !(weight > NO_WEIGHT);
    if (alike) {
      weighAlike();
    }
    double origin = bins + 0.5 - Cycles.ofVector(re, im) * bins;
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    if (held > 0) {
      fill(window.d, window.m, first, window.to, origin, alike);
    }
    fill(d, m, 0, ahead, origin, alike);
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

  /** Two histograms in turn, so that neighbours in one bin do not wait for each other. */
  private void fill(double[] of, double[] weights, int from, int to, double origin, boolean alike) {
    double[] one = even;
    double[] two = odd;
    double scale = bins;
    int i = from;
    for (int last = to - 1; i < last; i += 2) {
      one[(int) (of[i] * scale + origin)] += alike ? 1 : weights[i];
      two[(int) (of[i + 1] * scale + origin)] += alike ? 1 : weights[i + 1];
    }
    if (i < to) {
      one[(int) (of[i] * scale + origin)] += alike ? 1 : weights[i];
    }
  }

  private double entropy() {
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      double share = (even[k] + odd[k] + even[k + bins] + odd[k + bins]) / weight;
      if (k < 2) {
        share += (even[k + 2 * bins] + odd[k + 2 * bins]) / weight;
      }
      if (share > 0) {
        sum -= share * StrictMath.log(share);
      }
    }
    return Math.max(0, sum);
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
