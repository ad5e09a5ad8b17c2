package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;

/**
 * Ends a job of the session cluster in a time that is bounded whatever the job does: drained, so
 * that what it has read is fused to the end, as long as that goes on; else cancelled.
 */
public final class JobEnd {
  private final SessionCluster cluster;
  private final String jobId;

  /** What became of the job. */
  public enum Outcome {
    /** It had come to its end. */
    ENDED,
    /** All that it has read is committed. */
    DRAINED,
    /** What its last checkpoint held is committed, the rest is not. */
    CANCELLED
  }

  /** The end of a job. */
  public JobEnd(SessionCluster cluster, String jobId) {
    this.cluster = cluster;
    this.jobId = jobId;
  }

  /**
   * Stops the job with drain, and marks its savepoint as final, because nothing may follow the end
   * of an input. A job that fails meanwhile, or stands still, is cancelled.
   *
   * @throws CommandFailure where the cluster does not even take that
   */
  public Outcome drain() {
    RestClient rest = cluster.rest();
    JobMovement movement = new JobMovement(rest, jobId);
    try {
      String savepoint =
          rest.stopWithSavepoint(
              jobId, true, cluster.directory().savepointsUri(), movement::goesOn);
      CheckpointFolder.markFinal(Path.of(URI.create(savepoint)));
      return Outcome.DRAINED;
    } catch (CommandFailure | RestFailure | IOException e) {
      return rest.job(jobId).filter(job -> job.status().state().equals("FINISHED")).isPresent()
          ? Outcome.ENDED
          : cancel();
    }
  }

  private Outcome cancel() {
    cluster.rest().cancel(jobId);
    cluster.forget(jobId);
    return Outcome.CANCELLED;
  }
}
