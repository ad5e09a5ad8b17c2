package lumen.signal.phase;

import java.util.Arrays;
import lumen.signal.cycle.QuickCycles;

/**
 * The figures of {@link PhaseStatistics}, without harmony, over the newest differences of a window
 * and others that follow them and are not part of it.
 *
 * <p>Use: {@link #begin}, then {@link #take} for each that follows, then {@link #describe}. The
 * sums over the window come from its blocks; the histogram visits every value. Not thread-safe.
 */
public final class AheadStatistics {
  private static final double NO_WEIGHT = 1e-300;

  private final int bins;
  private final double logBins;

  /** Histograms over more than two turns, so that no index needs wrapping, filled in turn. */
  private final double[][] counts;

  /** What follows the window: where it begins, and the first that was not taken yet. */
  private double[] row;

  private int begin;
  private int at;

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
   * @param following what follows them
   */
  public void begin(PhaseWindow of, long firstStep, AheadDifferences following) {
    window = of;
    row = following.row;
    begin = following.at(0);
    at = begin;
    weight = 0;
    re = 0;
    im = 0;
    magnitudes = 0;
    first = of == null ? 0 : of.indexFrom(firstStep);
    held = of == null ? 0 : of.to - first;
    size = held;
    if (held > 0) {
      RunSums sums = of.sumsFrom(of.ordinalFrom() + (first - of.from));
      weight = sums.weight;
      re = sums.re;
      im = sums.im;
      magnitudes = sums.magnitudes + of.m[of.to - 1] * Math.abs(of.x[of.to - 1]);
    }
  }

  /** The next of what follows, in cycles. */
  public double difference() {
    return row[at + AheadDifferences.D];
  }

  /** Its weight. */
  public double itsWeight() {
    return row[at + AheadDifferences.M];
  }

  /**
   * Takes it.
   *
   * @param filtered its filtered value in cycles
   */
  public void take(double filtered) {
    double its = row[at + AheadDifferences.M];
    row[at + AheadDifferences.X] = filtered;
    weight += its;
    re += row[at + AheadDifferences.RE];
    im += row[at + AheadDifferences.IM];
    magnitudes += its * Math.abs(filtered);
    at += AheadDifferences.COLUMNS;
    size++;
  }

  /** How many differences were taken, with those of the window. */
  public int size() {
    return size;
  }

  /** Weight of these and of the next. */
  public double weightWithNext() {
    return weight + row[at + AheadDifferences.M];
  }

  /** Forms the figures of the differences there are, at least one. */
  public void describe() {
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
      fillAhead(origin);
    }
    phaseDiff = magnitudes / weight;
    coherence = Math.min(1, Math.sqrt(re * re + im * im) / weight);
    entropyRatio = entropy() / logBins;
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
    for (int i = begin; i < at; i += AheadDifferences.COLUMNS) {
      re += QuickCycles.cos(row[i + AheadDifferences.D]);
      im += QuickCycles.sin(row[i + AheadDifferences.D]);
      magnitudes += Math.abs(row[i + AheadDifferences.X]);
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

  private void fillAhead(double origin) {
    double[] one = counts[0];
    double[] two = counts[1];
    double scale = bins;
    int i = begin;
    for (int last = at - AheadDifferences.COLUMNS; i < last; i += 2 * AheadDifferences.COLUMNS) {
      int behind = i + AheadDifferences.COLUMNS;
      one[(int) (row[i + AheadDifferences.D] * scale + origin)] += row[i + AheadDifferences.M];
      two[(int) (row[behind + AheadDifferences.D] * scale + origin)] +=
          row[behind + AheadDifferences.M];
    }
    if (i < at) {
      one[(int) (row[i + AheadDifferences.D] * scale + origin)] += row[i + AheadDifferences.M];
    }
  }

  /** Where all weigh alike. */
  private void count(double origin) {
    for (int i = first; i < first + held; i++) {
      counts[0][(int) (window.d[i] * bins + origin)]++;
    }
    for (int i = begin; i < at; i += AheadDifferences.COLUMNS) {
      counts[1][(int) (row[i + AheadDifferences.D] * bins + origin)]++;
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
