package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job goes on with its state after the JobManager was killed, with ZooKeeper and without. */
final class JobManagerLossITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path temp;

  @Test
  void jobGoesOnFromItsNewestCheckpointAndAFinishedOneIsNotStartedAgain() throws Exception {
    goesOn(false);
  }

  @Test
  @Tag("drill")
  void jobGoesOnFromItsNewestCheckpointInZooKeeper() throws Exception {
    goesOn(true);
  }

  private void goesOn(boolean highAvailability) throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      cluster.start(test.settings(highAvailability));
      RestClient rest = cluster.rest();
      String finished = cluster.submit(test.counting(200, 200));
      cluster.awaitFinished(finished, job -> {});
      String id = cluster.submit(test.counting());
      rest.awaitStarted(id);
      long checkpoint = awaitCheckpointAfter(rest, id, 0);
      long killed = cluster.jobManagerPid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      await().atMost(PATIENCE).until(() -> cluster.jobManagerPid() != killed);
      await().atMost(PATIENCE).until(() -> healthy(rest, id));
      assertThat(awaitCheckpointAfter(rest, id, checkpoint))
          .as("checkpoints are counted on, so it was restored")
          .isGreaterThan(checkpoint);
      assertThat(rest.newestFailure(id)).isEmpty();
      assertThat(rest.jobs())
          .extracting(JobStatus::id)
          .as("jobs that run after the loss")
          .contains(id)
          .satisfies(ids -> assertThat(highAvailability || !ids.contains(finished)).isTrue());
      assertThat(rest.jobs()).filteredOn(job -> !job.ended()).hasSize(1);
      assertThat(ClusterStatus.of(cluster).resubmissions()).isEqualTo(highAvailability ? 0 : 1);
    }
  }

  private static boolean healthy(RestClient rest, String id) {
    try {
      return rest.job(id).filter(job -> job.status().healthy()).isPresent();
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  private static long awaitCheckpointAfter(RestClient rest, String id, long number) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> rest.checkpoints(id).latest().map(latest -> latest.id()).orElse(0L),
            latest -> latest > number);
  }
}
