package lumen.signal.loop;

import java.util.Arrays;
import lumen.signal.strict.StrictFunctions;

/**
 * The ticks of the bridge over a span, in ascending time. Columns lie contiguous in [from, to) of
 * plain arrays; a tick is named by its ordinal, which counts all ticks there ever were. O(1) per
 * tick amortised. Not thread-safe.
 */
public final class TickHistory {
  private static final int START_CAPACITY = 64;

  /** Unit of the fixed-point columns: their sums are exact, over eight million ticks at most. */
  static final double UNITS = 0x1p40;

  private static final double TURN = 2 * Math.PI;

  private final long spanMicros;
  private long[] micros = new long[START_CAPACITY];

  /** Time from the tick before in the same run, 0 for the first of a run. */
  private long[] covered = new long[START_CAPACITY];

  /** Phase error in cycles, NaN if not known. */
  private double[] e = new double[START_CAPACITY];

  /** Cosine and sine of the phase error in units; 0 if it is not known. */
  private long[] cos = new long[START_CAPACITY];

  private long[] sin = new long[START_CAPACITY];

  /** Tick in ms, to the next. */
  private double[] tickMs = new double[START_CAPACITY];

  /** What else is true of a tick: {@link TickMark}. */
  private byte[] marks = new byte[START_CAPACITY];

  private int from;
  private int to;

  /** Ordinal of index 0. */
  private long moved;

  /**
   * @param spanMicros how long ticks are held behind the newest
   */
  public TickHistory(long spanMicros) {
    this.spanMicros = spanMicros;
  }

  /**
   * Adds a tick later than all held.
   *
   * @param atMicros its time
   * @param coveredMicros time from the tick before in the same run, 0 for the first of a run
   * @param error phase error in cycles, (-0.5, 0.5], or NaN
   * @param toNextMs time to the next, in ms; NaN if not known
   * @param itsMarks what else is true of it, of {@link TickMark}
   */
  public void add(long atMicros, long coveredMicros, double error, double toNextMs, byte itsMarks) {
    makeRoom();
    micros[to] = atMicros;
    covered[to] = coveredMicros;
    e[to] = error;
    boolean known = !Double.isNaN(error);
    cos[to] = known ? units(StrictFunctions.cos(TURN * error)) : 0;
    sin[to] = known ? units(StrictFunctions.sin(TURN * error)) : 0;
    tickMs[to] = toNextMs;
    marks[to] = itsMarks;
    to++;
  }

  static long units(double value) {
    return (long) Math.rint(value * UNITS);
  }

  /** Drops the ticks that lie the span or more behind the newest. */
  public void trim() {
    while (from < to && micros[from] <= micros[to - 1] - spanMicros) {
      from++;
    }
  }

  /** Drops all ticks. */
  public void clear() {
    from = to;
  }

  /** Ordinal of the oldest tick held; equal to {@link #endOrdinal} if there is none. */
  public long firstOrdinal() {
    return moved + from;
  }

  /** Ordinal after that of the newest tick. */
  public long endOrdinal() {
    return moved + to;
  }

  /** Time of a tick. */
  public long micros(long ordinal) {
    return micros[index(ordinal)];
  }

  /** Time from the tick before in the same run, 0 for the first of a run. */
  public long covered(long ordinal) {
    return covered[index(ordinal)];
  }

  /** Phase error of a tick in cycles, NaN if not known. */
  public double e(long ordinal) {
    return e[index(ordinal)];
  }

  /** Time from a tick to the next in ms as it was to be then; NaN if not known. */
  public double tickMs(long ordinal) {
    return tickMs[index(ordinal)];
  }

  /** What else is true of a tick, of {@link TickMark}. */
  public byte marks(long ordinal) {
    return marks[index(ordinal)];
  }

  long cos(long ordinal) {
    return cos[index(ordinal)];
  }

  long sin(long ordinal) {
    return sin[index(ordinal)];
  }

  private int index(long ordinal) {
    return (int) (ordinal - moved);
  }

  /**
   * The phase of the bridge at a time before its newest tick, in cycles, [0, 1); NaN if it had none
   * or that is not held.
   */
  double phaseAt(long atMicros) {
    int found = Arrays.binarySearch(micros, from, to, atMicros);
    if (found >= 0) {
      return 0;
    }
    int after = -found - 1;
    if (after == from || after == to || covered[after] == 0) {
      return Double.NaN;
    }
    return (double) (atMicros - micros[after - 1]) / covered[after];
  }

  /** Adds to counts the ticks from an ordinal on by the bin of their error, from an origin. */
  void countBins(long firstOrdinal, double bins, double origin, int[] counts) {
    for (int i = index(firstOrdinal); i < to; i++) {
      if (!Double.isNaN(e[i])) {
        counts[(int) (e[i] * bins + origin)]++;
      }
    }
  }

  private void makeRoom() {
    if (to < micros.length) {
      return;
    }
    int held = to - from;
    int length = held > micros.length / 2 ? 2 * micros.length : micros.length;
    micros = moved(micros, length);
    covered = moved(covered, length);
    cos = moved(cos, length);
    sin = moved(sin, length);
    e = moved(e, length);
    tickMs = moved(tickMs, length);
    byte[] movedMarks = new byte[length];
    System.arraycopy(marks, from, movedMarks, 0, held);
    marks = movedMarks;
    moved += from;
    from = 0;
    to = held;
  }

  private long[] moved(long[] column, int length) {
    long[] target = new long[length];
    System.arraycopy(column, from, target, 0, to - from);
    return target;
  }

  private double[] moved(double[] column, int length) {
    double[] target = new double[length];
    System.arraycopy(column, from, target, 0, to - from);
    return target;
  }
}
