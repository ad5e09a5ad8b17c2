package lumen.cluster;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    return Optional.ofNullable(all(cluster).get(jobId));
  }

  /** The same of all jobs that live and were started by lumenctl, by their ids. */
  public static SortedMap<String, JobSubmission> all(SessionCluster cluster) {
    ClusterDirectory directory = cluster.directory();
    SortedMap<String, JobSubmission> all = new TreeMap<>();
    try {
      for (SubmittedJob job : SubmittedJob.all(directory)) {
        all.put(job.id(), job.submission(Optional.empty()));
      }
      return all;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's folder must be readable: " + directory.jobs(), e);
    }
  }
}
