package lumen.signal.phase;

import java.util.Arrays;
import lumen.signal.cycle.Cycles;
import lumen.signal.strict.StrictFunctions;

/**
 * What a window of phase differences d with weights m says about two rhythms.
 *
 * <ul>
 *   <li>coherence = |sum m e^{2 pi i d}| / sum m, the phase locking value (Lachaux 1999), amplitude
 *       weighted;
 *   <li>phase difference = sum m |x| / sum m in cycles, x the filtered difference;
 *   <li>entropy ratio = Shannon entropy of the weighted histogram of d in equal bins, one of them
 *       centred on the weighted circular mean, over the logarithm of their number (Tass 1998): 0
 *       locked, 1 none;
 *   <li>harmony = (1 + Pearson correlation of the two envelopes) / 2, 0.5 when either is constant.
 * </ul>
 *
 * <p>If sum m &lt;= 1e-300 every weight is 1. Sums are formed from the values of the window in step
 * order, in blocks ({@link WindowBlocks}), and nothing is ever subtracted, so no error accumulates.
 * Only the histogram visits every value at every step. No trigonometric functions, no allocation.
 *
 * <p>Use: {@link #locate} after a difference is appended, then, once it is settled, {@link
 * #describe}. Not thread-safe.
 */
public final class PhaseStatistics {
  private static final double NO_WEIGHT = 1e-300;
  private static final double CONSTANT = 1e-9;

  private final int bins;
  private final double logBins;

  /** Bins over more than two turns, so that no index needs wrapping. */
  private final double[] even;

  private final double[] odd;
  private double[] ones = {};

  private double weight;
  private double re;
  private double im;
  private double magnitudes;
  private double meanOwn;
  private double meanOthers;

  private double coherence;
  private double phaseDiff;
  private double entropyRatio;
  private double harmony;

  /**
   * @param bins number of bins of the histogram, at least 2
   */
  public PhaseStatistics(int bins) {
    if (bins < 2) {
      throw new IllegalArgumentException("entropy bins must be at least 2: " + bins);
    }
    this.bins = bins;
    this.logBins = StrictFunctions.log(bins);
    this.even = new double[2 * bins + 2];
    this.odd = new double[2 * bins + 2];
  }

  /**
   * First pass: all sums, without the filtered value of the newest difference. The window is not
   * empty.
   */
  public void locate(PhaseWindow window) {
    RunSums sums = window.sums();
    weight = sums.weight;
    re = sums.re;
    im = sums.im;
    magnitudes = sums.magnitudes;
    meanOwn = sums.meanOwn;
    meanOthers = sums.meanOthers;
    harmony = harmony(window.size(), sums);
  }

  /** Mean of the weights of the located window. */
  public double meanWeight(PhaseWindow window) {
    return weight / window.size();
  }

  /**
   * Second pass over the located window, whose newest difference is settled now: all four
   * statistics.
   */
  public void describe(PhaseWindow window) {
    double[] weights = window.m;
    int newest = window.to - 1;
    magnitudes += window.m[newest] * Math.abs(window.x[newest]);
    if (!(weight > NO_WEIGHT)) {
      weights = weighAlike(window);
    }
    double centre = Cycles.ofVector(re, im);
    phaseDiff = magnitudes / weight;
    fillBins(window, weights, bins + 0.5 - centre * bins);
    coherence = Math.min(1, Math.sqrt(re * re + im * im) / weight);
    entropyRatio = entropy() / logBins;
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

  /** Envelope correlation mapped to 0..1. */
  public double harmony() {
    return harmony;
  }

  private double[] weighAlike(PhaseWindow window) {
    if (ones.length < window.to) {
      ones = new double[window.d.length];
      Arrays.fill(ones, 1);
    }
    weight = window.size();
    re = 0;
    im = 0;
    magnitudes = 0;
    for (int i = window.from; i < window.to; i++) {
      re += window.cos[i];
      im += window.sin[i];
      magnitudes += Math.abs(window.x[i]);
    }
    return ones;
  }

  /** Two histograms in turn, so that neighbours in one bin do not wait for each other. */
  private void fillBins(PhaseWindow window, double[] m, double origin) {
    double[] d = window.d;
    double[] first = even;
    double[] second = odd;
    double scale = bins;
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    int i = window.from;
    for (int last = window.to - 1; i < last; i += 2) {
      first[(int) (d[i] * scale + origin)] += m[i];
      second[(int) (d[i + 1] * scale + origin)] += m[i + 1];
    }
    if (i < window.to) {
      first[(int) (d[i] * scale + origin)] += m[i];
    }
  }

  private double harmony(int n, RunSums sums) {
    double ownDeviation = Math.sqrt(sums.ownSquares / n);
    double othersDeviation = Math.sqrt(sums.othersSquares / n);
    if (!(ownDeviation > CONSTANT * meanOwn && othersDeviation > CONSTANT * meanOthers)) {
      return 0.5;
    }
    double correlation = sums.products / n / (ownDeviation * othersDeviation);
    return (1 + Math.max(-1, Math.min(1, correlation))) / 2;
  }

  private double entropy() {
    double sum = 0;
    for (int k = 0; k < bins; k++) {
      double share = (even[k] + odd[k] + even[k + bins] + odd[k + bins]) / weight;
      if (k < 2) {
        share += (even[k + 2 * bins] + odd[k + 2 * bins]) / weight;
      }
      if (share > 0) {
        sum -= share * StrictFunctions.log(share);
      }
    }
    return Math.max(0, sum);
  }
}
