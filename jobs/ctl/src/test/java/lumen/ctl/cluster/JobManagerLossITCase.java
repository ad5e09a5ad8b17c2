package lumen.ctl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import lumen.ctl.CommandFailure;
import lumen.ctl.job.RestClient;
import lumen.ctl.job.RestFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job goes on with its state after the JobManager was killed, with ZooKeeper and without. */
final class JobManagerLossITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path temp;

  @ParameterizedTest(name = "highAvailability={0}")
  @ValueSource(booleans = {false, true})
  void jobGoesOnFromItsNewestCheckpoint(boolean highAvailability) throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      cluster.start(test.settings(highAvailability));
      String id = cluster.submit(test.counting());
      RestClient rest = cluster.rest();
      rest.awaitStarted(id);
      long checkpoint = awaitCheckpointAfter(rest, id, 0);
      long killed = cluster.jobManagerPid();
      cluster.killJobManager();
      await().atMost(PATIENCE).until(() -> cluster.jobManagerPid() != killed);
      await().atMost(PATIENCE).until(() -> healthy(rest, id));
      assertThat(awaitCheckpointAfter(rest, id, checkpoint))
          .as("checkpoints are counted on, so it was restored")
          .isGreaterThan(checkpoint);
      assertThat(rest.newestFailure(id)).isEmpty();
      assertThat(ClusterStatus.of(cluster).resubmissions()).isEqualTo(highAvailability ? 0 : 1);
    }
  }

  @Test
  void finishedJobIsNotStartedAgain() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      cluster.start(test.settings(false));
      String id = cluster.submit(test.counting(1_400, 200));
      cluster.awaitFinished(id, job -> {});
      long killed = cluster.jobManagerPid();
      cluster.killJobManager();
      await().atMost(PATIENCE).until(() -> cluster.jobManagerPid() != killed);
      await().atMost(PATIENCE).until(() -> ClusterStatus.of(cluster).ready());
      await().atMost(PATIENCE).until(() -> SubmittedJob.all(cluster.directory()).isEmpty());
      assertThat(cluster.rest().jobs()).isEmpty();
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
