package lumen.cluster;

import java.io.IOException;
import java.util.Optional;
import lumen.cluster.job.JobSubmission;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/** What a job that lives on a cluster was started with. */
public final class JobOrigin {
  private JobOrigin() {}

  /**
   * Jar, class, arguments and parallelism of a job; the jar is the copy that was made then, which
   * goes when the job has ended.
   *
   * @return empty where it was started by others than lumenctl, or has ended
   */
  public static Optional<JobSubmission> of(SessionCluster cluster, String jobId) {
    ClusterDirectory directory = cluster.directory();
    try {
      return SubmittedJob.all(directory).stream()
          .filter(job -> job.id().equals(jobId))
          .findFirst()
          .map(job -> job.submission(Optional.empty()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's folder must be readable: " + directory.jobs(), e);
    }
  }
}
