package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that lives and does nothing is killed and replaced, and the job misses nothing. */
final class HungProcessITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @TempDir private Path temp;

  @Test
  void hungTaskManagerIsReplaced() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      String id = counts(test);
      long seen = awaitCheckpointAfter(cluster.rest(), id, 0);
      replaced(cluster, id, "TaskManager", cluster::taskManagerPid);
      goesOn(test, id, seen, 0);
    }
  }

  /** Takes more than a minute: it is asked thirty times, with a patience of two seconds. */
  @Test
  @Tag("drill")
  void hungJobManagerIsReplaced() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      String id = counts(test);
      long seen = awaitCheckpointAfter(cluster.rest(), id, 0);
      replaced(cluster, id, "JobManager", cluster::jobManagerPid);
      goesOn(test, id, seen, 1);
    }
  }

  private static String counts(TestCluster test) throws Exception {
    SessionCluster cluster = test.cluster();
    cluster.start(test.settings(false));
    String id = cluster.submit(test.counting());
    cluster.rest().awaitStarted(id);
    return id;
  }

  private static void goesOn(TestCluster test, String id, long seen, int resubmissions)
      throws Exception {
    SessionCluster cluster = test.cluster();
    awaitCheckpointAfter(cluster.rest(), id, seen);
    assertThat(ClusterStatus.of(cluster).resubmissions()).isEqualTo(resubmissions);
    // The job fails for good where a number is missing or comes twice.
    assertThat(cluster.rest().job(id).orElseThrow().status().healthy()).isTrue();
    assertThat(test.processes()).hasSize(3);
  }

  private static void replaced(SessionCluster cluster, String id, String role, LongSupplier pid)
      throws Exception {
    long hung = pid.getAsLong();
    ProcessSignal.stop(hung);
    await().atMost(PATIENCE).until(() -> pid.getAsLong() != hung);
    assertThat(ProcessHandle.of(hung)).as("the old one is gone").isEmpty();
    assertThat(Files.readString(cluster.directory().supervisorOut()))
        .contains("%s %d lives and does nothing: killed".formatted(role, hung));
    await().atMost(PATIENCE).until(() -> healthy(cluster.rest(), id));
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
