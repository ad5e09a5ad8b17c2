package lumen.signal.regularise;

import java.nio.ByteBuffer;
import lumen.signal.grid.TargetGrid;

/**
 * The phase of a point process: 0 at each onset, growing linearly to 1 at the next.
 *
 * <p>Every sample with a nonzero value is an onset. Between neighbouring onsets t0 and t1 at most
 * {@code maxGap} apart, at each step t of the grid in [t0, t1), the phase is {@code (t - t0)/(t1 -
 * t0)} with exact numerator and denominator, wrapped to (-0.5, 0.5] (Pikovsky, Rosenblum and Kurths
 * 2001, on the phase of a spike train). The next onset must be known, so a step comes out up to
 * {@code maxGap} after its time.
 *
 * <p>{@link OnsetIntervals} may leave out more. The usual interval is the median of the last 8 that
 * are as long as told, those with a missed onset among them: so a pace that changes is believed
 * after five.
 *
 * <p>A cursor like {@link Regulariser}.
 */
public final class OnsetPhase {
  private static final long MICROS = 1_000_000L;

  private final TargetGrid grid;

  /** Most bytes that {@link #write} writes. */
  public static final int BYTES = 1 + Long.BYTES + RecentIntervals.BYTES;

  private final long maxGapMicros;
  private final OnsetIntervals intervals;

  /** Null where no onset is told to be missed. */
  private final RecentIntervals recent;

  private boolean open;
  private long lastOnset;

  private long spanStart;
  private long numerator;
  private long denominator;
  private long next;
  private long end;

  /** A point process without an onset yet, each of whose intervals is a phase. */
  public OnsetPhase(TargetGrid grid, long maxGapMicros) {
    this(grid, maxGapMicros, OnsetIntervals.ALL);
  }

  /** A point process without an onset yet. */
  public OnsetPhase(TargetGrid grid, long maxGapMicros, OnsetIntervals intervals) {
    this.grid = grid;
    this.maxGapMicros = maxGapMicros;
    this.intervals = intervals;
    this.recent = intervals.tellsMissed() ? new RecentIntervals() : null;
  }

  /** Takes the next sample; times ascend. */
  public void accept(long micros, double x) {
    next = 0;
    end = 0;
    if (x == 0) {
      return;
    }
    if (open && isPhase(micros - lastOnset)) {
      span(micros);
    }
    open = true;
    lastOnset = micros;
  }

  private boolean isPhase(long interval) {
    if (interval > maxGapMicros
        || interval < intervals.minMicros()
        || interval > intervals.maxMicros()) {
      return false;
    }
    if (recent == null) {
      return true;
    }
    boolean whole = !recent.isLonger(interval, intervals.missed());
    recent.add(interval);
    return whole;
  }

  /** The interval to the next onset is no phase; only when {@link #advance} has returned false. */
  public void endSegment() {
    open = false;
  }

  /** Forgets how long intervals usually are. */
  public void forgetUsual() {
    if (recent != null) {
      recent.clear();
    }
  }

  /** Moves to the next step that the newest onset made known; false if there is no other. */
  public boolean advance() {
    if (next >= end) {
      return false;
    }
    numerator = numeratorAt(next);
    next++;
    return true;
  }

  /** The step. */
  public long step() {
    return next - 1;
  }

  /** The phase in cycles, wrapped to (-0.5, 0.5]. */
  public double phaseCycles() {
    long wrapped = 2 * numerator > denominator ? numerator - denominator : numerator;
    return (double) wrapped / (double) denominator;
  }

  /** Writes what the next sample depends on; only when {@link #advance} has returned false. */
  public void write(ByteBuffer out) {
    out.put((byte) (open ? 1 : 0)).putLong(lastOnset);
    if (recent != null) {
      recent.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(ByteBuffer in) {
    open = in.get() != 0;
    lastOnset = in.getLong();
    if (recent != null) {
      recent.read(in);
    }
  }

  private void span(long micros) {
    spanStart = lastOnset;
    next = grid.ceilStep(lastOnset);
    end = grid.ceilStep(micros);
    denominator = (micros - lastOnset) * grid.num();
  }

  /** (step time - start of the span) * num in microseconds: whole seconds, then the fraction. */
  private long numeratorAt(long step) {
    long scaled = step * grid.den();
    long whole = Math.floorDiv(scaled, grid.num()) * MICROS - spanStart;
    return whole * grid.num() + Math.floorMod(scaled, grid.num()) * MICROS;
  }
}
