package lumen.ctl.replay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import lumen.ctl.CommandFailure;
import lumen.ctl.cluster.SessionCluster;
import lumen.ctl.job.CheckpointFolder;
import lumen.ctl.job.RestFailure;

/**
 * While it is open, an interrupt of this process (Ctrl-C) stops the job that it waits for, so that
 * none goes on unseen. The job is drained: what it has read is fused to the end, and its savepoint
 * is marked final, because nothing may follow the end of an input.
 */
final class StopOnInterrupt implements AutoCloseable {
  private final SessionCluster cluster;
  private final String jobId;
  private final Path out;
  private final Thread hook;

  private StopOnInterrupt(SessionCluster cluster, String jobId, Path out) {
    this.cluster = cluster;
    this.jobId = jobId;
    this.out = out;
    this.hook = new Thread(this::stop, "stop-on-interrupt");
  }

  /**
   * Begins to watch.
   *
   * @param out folder of the job's outputs
   */
  static StopOnInterrupt of(SessionCluster cluster, String jobId, Path out) {
    StopOnInterrupt watch = new StopOnInterrupt(cluster, jobId, out);
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  /** The job that it stops. */
  String jobId() {
    return jobId;
  }

  private void stop() {
    System.err.println();
    System.err.println("lumenctl: " + stopped());
  }

  private String stopped() {
    try {
      String savepoint =
          cluster.rest().stopWithSavepoint(jobId, true, cluster.directory().savepointsUri());
      CheckpointFolder.markFinal(Path.of(URI.create(savepoint)));
      cluster.forget(jobId);
      return "stopped before the end of the recording; the frames until then lie in "
          + out.resolve("frames");
    } catch (CommandFailure | RestFailure | IOException e) {
      return cancelled(e);
    }
  }

  /** A job that does not run yet has nothing to drain. */
  private String cancelled(Exception why) {
    try {
      cluster.rest().cancel(jobId);
      cluster.forget(jobId);
      return "cancelled, since it could not be drained: " + why.getMessage();
    } catch (CommandFailure | RestFailure e) {
      return "the job %s could not be stopped: %s".formatted(jobId, e.getMessage());
    }
  }

  /** Ends the watch; once the process is ending, only the end itself is left to wait for. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      hook.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
