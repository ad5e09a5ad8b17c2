package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The stream of the reference's ticks: its newest tick, its intervals, and whether it is stale: 5
 * intervals, at least 1 s, without a tick. Ticks not later than the newest are the same, or old.
 *
 * <p>The interval is not known after the first tick, after the first tick behind a gap, and if it
 * exceeds 2 min: then 1 s is waited.
 */
final class ReferenceTicks {
  private static final long NEVER = Long.MIN_VALUE;
  private static final int INTERVALS = 5;
  private static final long LEAST_MICROS = 1_000_000;
  private static final long LONGEST_INTERVAL_MICROS = 120_000_000;

  private final ReferenceIntervals intervals = new ReferenceIntervals();
  private long newest = NEVER;

  /** 0 if not known. */
  private long interval;

  private boolean continues;
  private long ticksPassed = 1;

  /** Takes a tick; false if it is not later than the newest. */
  boolean take(long micros) {
    if (newest != NEVER && micros <= newest) {
      return false;
    }
    continues = !isStale(micros);
    boolean gap = !continues && interval > 0;
    long passed = newest == NEVER ? 0 : micros - newest;
    interval = gap || passed > LONGEST_INTERVAL_MICROS ? 0 : passed;
    newest = micros;
    double mean = intervals.mean();
    ticksPassed = Double.isNaN(mean) ? 1 : Math.round(interval / mean);
    if (interval > 0) {
      intervals.add(interval);
    } else {
      intervals.clear();
    }
    return true;
  }

  /** Intervals so far do not count any more. */
  void forgetIntervals() {
    intervals.clear();
  }

  /** Whether the stream was not stale just before its newest tick. */
  boolean continues() {
    return continues;
  }

  /** Mean of the last intervals in microseconds; NaN until there are four. */
  double meanInterval() {
    return intervals.mean();
  }

  /** How many mean intervals of before the newest lie in it, rounded; 1 while not known. */
  long ticksPassed() {
    return ticksPassed;
  }

  /** Whether there is no tick that still counts at a time. */
  boolean isStale(long micros) {
    return newest == NEVER || micros - newest > Math.max(LEAST_MICROS, INTERVALS * interval);
  }

  /** Writes what was kept before intervals were, which {@link #writeIntervals} adds. */
  void writeTo(DataOutput out) throws IOException {
    out.writeLong(newest);
    out.writeLong(interval);
    out.writeBoolean(continues);
  }

  void writeIntervals(DataOutput out) throws IOException {
    intervals.writeTo(out);
  }

  void readFrom(DataInput in) throws IOException {
    newest = in.readLong();
    interval = in.readLong();
    continues = in.readBoolean();
  }

  void readIntervals(DataInput in) throws IOException {
    intervals.readFrom(in);
  }
}
