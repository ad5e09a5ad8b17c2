package lumen.rig;

import java.util.Arrays;

/**
 * The true phase statistics of one tenant over the last {@value #WINDOW_S} s, from the phases of
 * its oscillators.
 *
 * <p>Five times a second each living member's difference d to the direction of the weighted mean of
 * the other living members is kept. Phase locking is {@code |mean e^(2 pi i d)|} (Lachaux 1999),
 * unweighted in time: the oscillators' phases are exact, so that no sample deserves less trust. A
 * member counts from a third of a window on; the tenant's figure is the weighted mean over its
 * members. What a fused frame calls coherence and phase difference estimates exactly these two.
 */
final class TruthWindow {
  /** Length of the window in seconds, the fusion's default. */
  static final int WINDOW_S = 90;

  static final double RATE_HZ = 5;
  private static final int SIZE = (int) (WINDOW_S * RATE_HZ);
  private static final int BINS = 12;
  private static final double TWO_PI = 2 * StrictMath.PI;

  /**
   * Figures of one moment, NaN where nothing is known yet.
   *
   * @param coherence phase locking value, 0 to 1
   * @param phaseDiff mean |d| in cycles, 0 to 0.5
   * @param entropyRatio entropy of d in 12 bins around its circular mean, over ln 12
   * @param closeness (1 + mean cos 2 pi d)/2, 0 to 1: what the simulated reference engine publishes
   *     as its harmony
   */
  record Figures(double coherence, double phaseDiff, double entropyRatio, double closeness) {}

  private final double[] weights;
  private final double[][] differences;
  private long steps;

  TruthWindow(double[] weights) {
    this.weights = weights.clone();
    differences = new double[weights.length][SIZE];
    for (double[] ring : differences) {
      Arrays.fill(ring, Double.NaN);
    }
  }

  /** Takes the phases of one step in cycles; NaN for a member that is silent. */
  void accept(double[] phases) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < phases.length; i++) {
      if (!Double.isNaN(phases[i])) {
        re += weights[i] * StrictMath.cos(TWO_PI * phases[i]);
        im += weights[i] * StrictMath.sin(TWO_PI * phases[i]);
      }
    }
    int slot = (int) (steps++ % SIZE);
    for (int i = 0; i < phases.length; i++) {
      differences[i][slot] = difference(phases[i], weights[i], re, im);
    }
  }

  private static double difference(double phase, double weight, double re, double im) {
    if (Double.isNaN(phase)) {
      return Double.NaN;
    }
    double othersRe = re - weight * StrictMath.cos(TWO_PI * phase);
    double othersIm = im - weight * StrictMath.sin(TWO_PI * phase);
    if (othersRe == 0 && othersIm == 0) {
      return Double.NaN;
    }
    double d = phase - StrictMath.atan2(othersIm, othersRe) / TWO_PI;
    return d - StrictMath.rint(d);
  }

  /** The figures of the window that ends with the newest step. */
  Figures figures() {
    return figures(SIZE / 3);
  }

  /** As above, of members that have at least {@code least} steps in it. */
  Figures figures(int least) {
    double[] sums = new double[4];
    double weight = 0;
    for (int i = 0; i < weights.length; i++) {
      if (add(differences[i], weights[i], least, sums)) {
        weight += weights[i];
      }
    }
    if (weight == 0) {
      return new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    return new Figures(sums[0] / weight, sums[1] / weight, sums[2] / weight, sums[3] / weight);
  }

  private static boolean add(double[] ring, double weight, int least, double[] sums) {
    double re = 0;
    double im = 0;
    double absolute = 0;
    int n = 0;
    for (double d : ring) {
      if (!Double.isNaN(d)) {
        re += StrictMath.cos(TWO_PI * d);
        im += StrictMath.sin(TWO_PI * d);
        absolute += Math.abs(d);
        n++;
      }
    }
    if (n < least) {
      return false;
    }
    sums[0] += weight * Math.sqrt(re * re + im * im) / n;
    sums[1] += weight * absolute / n;
    sums[2] += weight * entropyRatio(ring, StrictMath.atan2(im, re) / TWO_PI, n);
    sums[3] += weight * (1 + re / n) / 2;
    return true;
  }

  private static double entropyRatio(double[] ring, double centre, int n) {
    int[] counts = new int[BINS];
    for (double d : ring) {
      if (!Double.isNaN(d)) {
        long bin = (long) Math.floor((d - centre) * BINS + 0.5);
        counts[(int) Math.floorMod(bin, (long) BINS)]++;
      }
    }
    double entropy = 0;
    for (int count : counts) {
      double p = (double) count / n;
      entropy -= count == 0 ? 0 : p * StrictMath.log(p);
    }
    return entropy / StrictMath.log(BINS);
  }
}
