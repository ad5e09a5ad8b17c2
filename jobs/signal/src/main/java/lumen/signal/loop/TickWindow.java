package lumen.signal.loop;

import java.util.Arrays;
import lumen.signal.cycle.Cycles;
import lumen.signal.strict.StrictFunctions;

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
  private static final double LOG_BINS = StrictFunctions.log(BINS);

  private final TickHistory history;
  private final int[] counts = new int[2 * BINS + 1];
  private long spanMicros;

  /** The window is [first, end) of the history. */
  private long first;

  private long end;
  private int withError;
  private int refused;
  private int near;
  private long covered;
  private long ratedCovered;
  private long stoodCovered;
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

  /**
   * Has another length from the next tick on. What it begins with may not be earlier than before:
   * ticks it has left do not come back.
   */
  public void span(long micros) {
    spanMicros = micros;
  }

  /** Its length in microseconds. */
  public long spanMicros() {
    return spanMicros;
  }

  /** Moves the window to the newest tick; to be called after each one, before a trim. */
  public void slide() {
    long newest = history.endOrdinal() - 1;
    while (end <= newest) {
      count(end++, 1);
    }
    drop();
  }

  /** Ticks beyond the length are left. */
  public void drop() {
    while (first < end && history.micros(first) <= history.micros(end - 1) - spanMicros) {
      count(first++, -1);
    }
  }

  /** Forgets all ticks there were. */
  public void clear() {
    first = history.endOrdinal();
    end = first;
    withError = 0;
    refused = 0;
    near = 0;
    covered = 0;
    ratedCovered = 0;
    stoodCovered = 0;
    magnitudes = 0;
    cos = 0;
    sin = 0;
  }

  private void count(long ordinal, int sign) {
    byte marks = history.marks(ordinal);
    long span = sign * history.covered(ordinal);
    refused += TickMark.REFUSED.in(marks) ? sign : 0;
    near += TickMark.NEAR.in(marks) ? sign : 0;
    ratedCovered += TickMark.RATED.in(marks) ? span : 0;
    double e = history.e(ordinal);
    if (Double.isNaN(e)) {
      return;
    }
    withError += sign;
    covered += span;
    stoodCovered += TickMark.STOOD.in(marks) ? span : 0;
    magnitudes += sign * TickHistory.units(Math.abs(e));
    cos += sign * history.cos(ordinal);
    sin += sign * history.sin(ordinal);
  }

  /** Ticks whose correction was refused. */
  public int refused() {
    return refused;
  }

  /** All ticks. */
  public int size() {
    return (int) (end - first);
  }

  /** Time that ticks with a phase error in E2 and E3 cover, microseconds. */
  public long stoodMicros() {
    return stoodCovered;
  }

  /** Mean magnitude of the phase errors in cycles; NaN if there is none. */
  public double phaseDiffMean() {
    return magnitudes / TickHistory.UNITS / withError;
  }

  /** What its ticks with a phase error in E2 and E3 say; O(n log n). */
  public StoodTicks stood() {
    int n = 0;
    double[] errors = new double[withError];
    double ticks = 0;
    for (long i = first; i < end; i++) {
      double e = history.e(i);
      if (TickMark.STOOD.in(history.marks(i)) && !Double.isNaN(e)) {
        errors[n++] = e;
        ticks += history.tickMs(i);
      }
    }
    return StoodTicks.of(Arrays.copyOf(errors, n), ticks);
  }

  /**
   * The share of the ticks that were as good as the published rate asks for; NaN unless ticks that
   * followed it cover a third of the span.
   */
  public double nearShare() {
    return 3 * ratedCovered < spanMicros ? Double.NaN : (double) near / size();
  }

  private boolean isKnown() {
    return withError > 0 && 3 * covered >= spanMicros;
  }

  /** The sync quality alone; NaN if not known. */
  public double syncQuality() {
    if (!isKnown()) {
      return Double.NaN;
    }
    double re = cos / TickHistory.UNITS / withError;
    double im = sin / TickHistory.UNITS / withError;
    return (double) withError / size() * Math.min(1, Math.sqrt(re * re + im * im));
  }

  /** What the window says about the lock; O(n). */
  public TickStatistics statistics() {
    if (!isKnown()) {
      return TickStatistics.NONE;
    }
    double re = cos / TickHistory.UNITS / withError;
    double im = sin / TickHistory.UNITS / withError;
    return new TickStatistics(
        phaseDiffMean(), syncQuality(), entropyRatio(Cycles.ofVector(re, im)));
  }

  private double entropyRatio(double centre) {
    Arrays.fill(counts, 0);
    history.countBins(first, BINS, BINS + 0.5 - centre * BINS, counts);
    double sum = 0;
    for (int k = 0; k < BINS; k++) {
      int n = counts[k] + counts[k + BINS] + (k == 0 ? counts[2 * BINS] : 0);
      if (n > 0) {
        double share = (double) n / withError;
        sum -= share * StrictFunctions.log(share);
      }
    }
    return Math.max(0, sum) / LOG_BINS;
  }
}
