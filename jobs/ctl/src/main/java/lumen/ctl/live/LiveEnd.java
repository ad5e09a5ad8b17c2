package lumen.ctl.live;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import lumen.cluster.JobEnd;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.Terminal;

/**
 * Ends a live job so that what it has read is fused to the end: its inputs are told to end, which
 * also empties their queues; a job that goes on after that, because another input feeds it or
 * nobody answers, is stopped with drain. One that fails or stands still is cancelled: about ten
 * seconds after the wish, whatever the job does, it is over.
 */
final class LiveEnd {
  private static final long PATIENCE_MILLIS = 2_500;
  private static final long POLL_MILLIS = 200;

  /** A task that does not let go of a foreign server is waited for no longer. */
  private static final long CANCEL_MILLIS = 1_500;

  /** A job ends by itself when its time is over; so much later it is told. */
  private static final long GRACE_MILLIS = 1_000;

  /** So long after its time a job that never began to run is waited for. */
  private static final long START_MILLIS = 60_000;

  private static final long CAUSE_MILLIS = 3_000;

  private final SessionCluster cluster;
  private final String jobId;
  private final LiveJob job;
  private final double seconds;

  /** Held while the job is being ended. */
  private final ReentrantLock ending = new ReentrantLock();

  private final long submittedNanos = System.nanoTime();
  private long runningNanos;

  /** The end was asked for; it is tried again once somebody answers. */
  private volatile boolean wanted;

  private volatile boolean begun;
  private volatile String cancelled = "";
  private volatile long cancelledNanos;

  /**
   * The end of a job that was just submitted.
   *
   * @param seconds how long it is to last, 0: until interrupted
   */
  LiveEnd(SessionCluster cluster, String jobId, LiveJob job, double seconds) {
    this.cluster = cluster;
    this.jobId = jobId;
    this.job = job;
    this.seconds = seconds;
  }

  /** Ends the job; returns when it has heard. */
  void begin() {
    if (!ending.tryLock()) {
      return;
    }
    try {
      if (begun) {
        return;
      }
      begun = true;
      wanted = true;
      if (!endsByItself() && new JobEnd(cluster, jobId).drain() == JobEnd.Outcome.CANCELLED) {
        cancelledNanos = System.nanoTime();
        cancelled = cause().orElse("it stood still");
      }
    } catch (CommandFailure | RestFailure e) {
      Terminal.tell("the job " + jobId + " could not be stopped yet: " + e.getMessage());
      begun = false;
    } finally {
      ending.unlock();
    }
  }

  /** Tells the inputs as soon as someone hears, and waits. */
  private boolean endsByItself() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    boolean heard = false;
    while (System.nanoTime() < until) {
      JobStatus status = cluster.rest().job(jobId).map(JobDetail::status).orElse(null);
      if (status != null && status.ended()) {
        return true;
      }
      if (!heard) {
        heard = job.end();
        if (!heard && status != null && status.healthy()) {
          return false;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private Optional<String> cause() {
    try {
      return cluster.rest().newestFailure(jobId);
    } catch (CommandFailure | RestFailure e) {
      return Optional.empty();
    }
  }

  /**
   * Looks at the job, about five times a second, and ends it when its time is over and it has not
   * ended by itself.
   *
   * @throws CommandFailure where it was cancelled and does not come to an end
   */
  void look(JobStatus status) {
    long now = System.nanoTime();
    if (!cancelled.isEmpty()
        && TimeUnit.NANOSECONDS.toMillis(now - cancelledNanos) > CANCEL_MILLIS) {
      throw CommandFailure.failed("the job is being cancelled: " + jobId);
    }
    if (runningNanos == 0 && status.healthy()) {
      runningNanos = now;
    }
    boolean due = wanted || (seconds > 0 && isOver(status, now));
    if (!begun && !status.ended() && due) {
      Thread thread = new Thread(this::begin, "time-is-over");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private boolean isOver(JobStatus status, long now) {
    long time = Math.round(1e3 * seconds);
    if (status.healthy()) {
      return TimeUnit.NANOSECONDS.toMillis(now - runningNanos) > time + GRACE_MILLIS;
    }
    long passed = TimeUnit.NANOSECONDS.toMillis(now - submittedNanos);
    boolean failing = runningNanos != 0 || cause().isPresent();
    return passed > (failing ? time : time + START_MILLIS);
  }

  /**
   * Why it was cancelled instead of drained, if it was. A job may be seen to have ended before the
   * cause is known of which it was cancelled: that is waited for.
   */
  Optional<String> cancelled() {
    try {
      if (ending.tryLock(CAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        ending.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.of(cancelled).filter(cause -> !cause.isEmpty());
  }
}
