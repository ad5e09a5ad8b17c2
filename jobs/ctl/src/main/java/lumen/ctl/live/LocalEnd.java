package lumen.ctl.live;

import java.util.concurrent.TimeUnit;

/**
 * Ends a live job of this process: its inputs are told to end, which also empties their queues; a
 * job that goes on after that, because another input feeds it or nobody answers, is to be drained.
 */
final class LocalEnd {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** A job ends by itself when its time is over; so much later it is told. */
  private static final double GRACE_S = 1;

  /** A job that does not answer, since it has no live input, may have begun so much later. */
  private static final double START_S = 10;

  private final LiveJob job;
  private final double seconds;
  private double answeredS = Double.NaN;
  private volatile boolean begun;
  private volatile long drainNanos;

  /**
   * The end of a job.
   *
   * @param seconds how long it is to last, 0: until interrupted
   */
  LocalEnd(LiveJob job, double seconds) {
    this.job = job;
    this.seconds = seconds;
  }

  /** Tells the inputs. */
  void begin() {
    drainNanos = System.nanoTime() + (job.end() ? PATIENCE_NANOS : 0);
    begun = true;
  }

  /** Begins the end when the time is over and the job has not ended by itself. */
  void look(long millis) {
    if (seconds == 0 || begun) {
      return;
    }
    double now = millis / 1e3;
    if (Double.isNaN(answeredS) && job.status().isPresent()) {
      answeredS = now;
    }
    double over = seconds + (Double.isNaN(answeredS) ? START_S : answeredS + GRACE_S);
    if (now > over) {
      begin();
    }
  }

  /** Whether the inputs have been told in vain. */
  boolean wantsDrain() {
    return begun && System.nanoTime() - drainNanos >= 0;
  }
}
