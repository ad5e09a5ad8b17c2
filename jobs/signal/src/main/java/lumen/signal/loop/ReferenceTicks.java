package lumen.signal.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The stream of the reference's ticks: its newest tick and interval, and whether it is stale: 5
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

  private long newest = NEVER;

  /** 0 if not known. */
  private long interval;

  private boolean continues;

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
    return true;
  }

  /** Whether the stream was not stale just before its newest tick. */
  boolean continues() {
    return continues;
  }

  /** Whether there is no tick that still counts at a time. */
  boolean isStale(long micros) {
    return newest == NEVER || micros - newest > Math.max(LEAST_MICROS, INTERVALS * interval);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(newest);
    out.writeLong(interval);
    out.writeBoolean(continues);
  }

  void readFrom(DataInput in) throws IOException {
    newest = in.readLong();
    interval = in.readLong();
    continues = in.readBoolean();
  }
}
