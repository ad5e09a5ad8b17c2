package lumen.ctl.live;

import java.util.concurrent.TimeUnit;

/**
 * Ends a live job of this process: its inputs are told to end, which also empties their queues; a
 * job that goes on after that, because another input feeds it or nobody answers, is to be drained.
 */
final class LocalEnd {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LiveJob job;
  private volatile boolean begun;
  private volatile long drainNanos;

  LocalEnd(LiveJob job) {
    this.job = job;
  }

  /** Tells the inputs. */
  void begin() {
    drainNanos = System.nanoTime() + (job.end() ? PATIENCE_NANOS : 0);
    begun = true;
  }

  /** Whether the inputs have been told in vain. */
  boolean wantsDrain() {
    return begun && System.nanoTime() - drainNanos >= 0;
  }
}
