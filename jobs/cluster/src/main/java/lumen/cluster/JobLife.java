package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;

/**
 * Whether a job of a session cluster still lives, asked by somebody who knows it by name only. A
 * job whose JobManager was lost lives: the supervisor starts it again as soon as there are slots,
 * and where that is dead, too, the next start of the cluster.
 */
public final class JobLife {
  private static final long POLL_MILLIS = 200;

  /** So soon a JobManager that has its slots knows its jobs again. */
  private static final int POLLS_UNTIL_KNOWN = 25;

  private final ClusterDirectory directory;
  private final RestClient rest;

  /**
   * A cluster as it was when the job was started.
   *
   * @param folder where it keeps its files
   * @param restUrl where it answered
   */
  public JobLife(Path folder, URI restUrl) {
    this.directory = new ClusterDirectory(folder);
    this.rest = new RestClient(restUrl);
  }

  /**
   * Whether the job will write on. Of one that is dead no record is left, so no loss of the
   * JobManager brings it back.
   */
  public boolean lives(String jobId) {
    boolean unknown = false;
    for (int i = 0; i < POLLS_UNTIL_KNOWN; i++) {
      try {
        Optional<JobDetail> job = rest.job(jobId);
        if (job.isPresent()) {
          return !job.get().status().ended();
        }
        unknown = slotsAreThere();
      } catch (CommandFailure | RestFailure e) {
        unknown = false;
      }
      if (!mayComeBack(jobId)) {
        return false;
      }
      SessionCluster.pause(POLL_MILLIS);
    }
    if (unknown) {
      forget(jobId);
    }
    return !unknown;
  }

  /** Only then are jobs started again. */
  private boolean slotsAreThere() {
    int wanted = ClusterStart.readState(directory).map(ClusterState::slots).orElse(0);
    return rest.overview().slots() >= wanted;
  }

  private boolean mayComeBack(String jobId) {
    return Files.exists(directory.jobs().resolve(jobId + ".json"));
  }

  private void forget(String jobId) {
    try {
      SubmittedJob.forget(directory, jobId);
    } catch (IOException e) {
      throw CommandFailure.failed("the cluster's folder must be writable: " + directory.jobs());
    }
  }
}
