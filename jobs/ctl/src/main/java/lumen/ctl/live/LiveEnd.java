package lumen.ctl.live;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import lumen.ctl.CommandFailure;
import lumen.ctl.cluster.SessionCluster;
import lumen.ctl.job.CheckpointFolder;
import lumen.ctl.job.RestFailure;

/**
 * Ends a live job so that what it has read is fused to the end: its inputs are told to end, which
 * also empties their queues; a job that goes on after that, because another input feeds it or
 * nobody answers, is stopped with drain, and its savepoint marked as final.
 */
final class LiveEnd {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long POLL_MILLIS = 200;

  private final SessionCluster cluster;
  private final String jobId;
  private final LiveJob job;

  LiveEnd(SessionCluster cluster, String jobId, LiveJob job) {
    this.cluster = cluster;
    this.jobId = jobId;
    this.job = job;
  }

  /** Ends the job; returns when it has heard. */
  void begin() {
    if (job.end() && endsByItself()) {
      return;
    }
    try {
      String savepoint =
          cluster.rest().stopWithSavepoint(jobId, true, cluster.directory().savepointsUri());
      CheckpointFolder.markFinal(Path.of(URI.create(savepoint)));
    } catch (CommandFailure | RestFailure | IOException e) {
      cancel();
    }
  }

  /** A job whose tasks do not run yet has nothing to drain. */
  private void cancel() {
    try {
      cluster.rest().cancel(jobId);
    } catch (CommandFailure | RestFailure e) {
      System.err.println("lumenctl: the job " + jobId + " could not be stopped: " + e.getMessage());
    }
  }

  private boolean endsByItself() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < until) {
      boolean ended =
          cluster.rest().job(jobId).map(detail -> detail.status().ended()).orElse(false);
      if (ended) {
        return true;
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
}
