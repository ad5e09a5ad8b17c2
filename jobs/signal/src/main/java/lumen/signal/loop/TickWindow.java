package lumen.signal.loop;

import java.util.Arrays;
import lumen.signal.cycle.Cycles;

/**
 * The ticks t - span &lt; tick &lt;= t of a history, and their figures.
 *
 * <ul>
 *   <li>phase difference = mean |e| over the ticks with a phase error e;
 *   <li>sync quality = ticks with e / ticks * |mean e^{2 pi i e}|, the phase locking value (Lachaux
 *       1999) lowered by what is missing;
 *   <li>entropy ratio = Shannon entropy of the histogram of e in 12 equal bins, one of them centred
 *       on the circular mean, over ln 12 (Tass 1998).
 * </ul>
 *
 * <p>They are known only while ticks with e cover a third of the span. Sums are of whole numbers in
 * units of 2^-40, hence exact whatever is added and taken away: O(1) per tick. Only the histogram
 * visits every tick, and only when it is asked for. Not thread-safe.
 */
public final class TickWindow {
  private static final int BINS = 12;
  private static final double LOG_BINS = StrictMath.log(BINS);
  private static final double P95_LIMIT_CYCLES = 0.03;

  private final TickHistory history;
  private final long spanMicros;
  private final int[] counts = new int[2 * BINS + 1];

  /** The window is [first, end) of the history. */
  private long first;

  private long end;
  private int withError;
  private int overLimit;
  private int refused;
  private long covered;
  private long magnitudes;
  private long cos;
  private long sin;

  /**
   * @param history holds at least the span
   * @param spanMicros length of the window
   */
  public TickWindow(TickHistory history, long spanMicros) {
    this.history = history;
    this.spanMicros = spanMicros;
    this.first = history.endOrdinal();
    this.end = first;
  }

  /** Moves the window to the newest tick; to be called after each one, before a trim. */
  public void slide() {
    long newest = history.endOrdinal() - 1;
    long begin = history.micros(newest) - spanMicros;
    while (end <= newest) {
      count(end++, 1);
    }
    while (history.micros(first) <= begin) {
      count(first++, -1);
    }
  }

  /** Forgets all ticks there were. */
  public void clear() {
    first = history.endOrdinal();
    end = first;
    withError = 0;
    overLimit = 0;
    refused = 0;
    covered = 0;
    magnitudes = 0;
    cos = 0;
    sin = 0;
  }

  private void count(long ordinal, int sign) {
    refused += history.isRefused(ordinal) ? sign : 0;
    double e = history.e(ordinal);
    if (Double.isNaN(e)) {
      return;
    }
    double magnitude = Math.abs(e);
    withError += sign;
    overLimit += magnitude > P95_LIMIT_CYCLES ? sign : 0;
    covered += sign * history.covered(ordinal);
    magnitudes += sign * TickHistory.units(magnitude);
    cos += sign * history.cos(ordinal);
    sin += sign * history.sin(ordinal);
  }

  /** Share of the ticks of the window, which is not empty, whose correction was refused. */
  public double refusedShare() {
    return (double) refused / (end - first);
  }

  /** Whether ticks with a phase error cover the whole span. */
  public boolean isCovered() {
    return covered >= spanMicros;
  }

  /** Whether more than 5 % of the phase errors exceed 0.03 cycles: their 95th percentile does. */
  public boolean exceedsP95Limit() {
    return 20L * overLimit > withError;
  }

  /** Mean magnitude of the phase errors in cycles; NaN if there is none. */
  public double phaseDiffMean() {
    return magnitudes / TickHistory.UNITS / withError;
  }

  /**
   * The 95th percentile of the magnitudes of the phase errors, by the nearest rank ceil(0.95 n):
   * type 1 of Hyndman and Fan (1996), the rank in whole numbers; O(n log n).
   */
  public double phaseDiffP95() {
    double[] sorted = new double[withError];
    int n = 0;
    for (long i = first; i < end; i++) {
      if (!Double.isNaN(history.e(i))) {
        sorted[n++] = Math.abs(history.e(i));
      }
    }
    Arrays.sort(sorted);
    return n == 0 ? Double.NaN : sorted[(19 * n + 19) / 20 - 1];
  }

  /** What the window says about the lock; O(n). */
  public TickStatistics statistics() {
    if (withError == 0 || 3 * covered < spanMicros) {
      return TickStatistics.NONE;
    }
    double re = cos / TickHistory.UNITS / withError;
    double im = sin / TickHistory.UNITS / withError;
    double completeness = (double) withError / (end - first);
    double locking = Math.min(1, Math.sqrt(re * re + im * im));
    return new TickStatistics(
        phaseDiffMean(), completeness * locking, entropyRatio(Cycles.ofVector(re, im)));
  }

  private double entropyRatio(double centre) {
    Arrays.fill(counts, 0);
    history.countBins(first, BINS, BINS + 0.5 - centre * BINS, counts);
    double sum = 0;
    for (int k = 0; k < BINS; k++) {
      int n = counts[k] + counts[k + BINS] + (k == 0 ? counts[2 * BINS] : 0);
      if (n > 0) {
        double share = (double) n / withError;
        sum -= share * StrictMath.log(share);
      }
    }
    return Math.max(0, sum) / LOG_BINS;
  }
}
