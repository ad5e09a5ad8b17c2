package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import lumen.cluster.job.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The death of a supervisor, alone or with others, costs no job: the next start goes on. */
final class SupervisorLossITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path temp;

  @Test
  void nextStartTakesOverWhatLivesAndTheJobs() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      cluster.start(test.settings(false));
      String id = cluster.submit(test.counting());
      cluster.rest().awaitStarted(id);
      long seen = awaitCheckpointAfter(cluster.rest(), id, 0);
      seen = supervisorAlone(test, id, seen);
      seen = withTheTaskManager(test, id, seen);
      seen = withTheJobManager(test, id, seen);
      seen = allOfThem(test, id, seen);
      beforeANewJobManagerHasTheJobs(test, id, seen);
    }
  }

  private static long supervisorAlone(TestCluster test, String id, long seen) {
    SessionCluster cluster = test.cluster();
    long jobManager = cluster.jobManagerPid();
    long taskManager = cluster.taskManagerPid();
    killSupervisor(cluster);
    assertThat(cluster.start(test.settings(false))).isTrue();
    assertThat(cluster.jobManagerPid()).isEqualTo(jobManager);
    assertThat(cluster.taskManagerPid()).isEqualTo(taskManager);
    long now = awaitCheckpointAfter(cluster.rest(), id, seen);
    assertThat(cluster.rest().failures(id)).as("it never stopped").isEmpty();
    // Nobody tells a supervisor that a process ends which another has started.
    cluster.killTaskManager();
    await().atMost(PATIENCE).until(() -> cluster.taskManagerPid() != taskManager);
    return awaitCheckpointAfter(cluster.rest(), id, now);
  }

  private static long withTheTaskManager(TestCluster test, String id, long seen) {
    SessionCluster cluster = test.cluster();
    long jobManager = cluster.jobManagerPid();
    long taskManager = cluster.taskManagerPid();
    killSupervisor(cluster);
    kill(taskManager);
    assertThat(cluster.start(test.settings(false))).isTrue();
    assertThat(cluster.jobManagerPid()).isEqualTo(jobManager);
    assertThat(cluster.taskManagerPid()).isNotEqualTo(taskManager);
    return awaitCheckpointAfter(cluster.rest(), id, seen);
  }

  private static long withTheJobManager(TestCluster test, String id, long seen) {
    SessionCluster cluster = test.cluster();
    killSupervisor(cluster);
    kill(cluster.state().orElseThrow().of(ProcessName.JOB_MANAGER).orElseThrow().process().pid());
    assertThat(cluster.start(test.settings(false))).isTrue();
    await().atMost(PATIENCE).until(() -> ClusterStatus.of(cluster).resubmissions() == 1);
    return goesOn(test, id, seen);
  }

  private static long allOfThem(TestCluster test, String id, long seen) {
    SessionCluster cluster = test.cluster();
    killSupervisor(cluster);
    for (ClusterState.ProcessState process : cluster.state().orElseThrow().processes()) {
      kill(process.process().pid());
    }
    assertThat(cluster.start(test.settings(false))).isTrue();
    return goesOn(test, id, seen);
  }

  /** The one that has started a new JobManager dies before it gives it the jobs. */
  private static void beforeANewJobManagerHasTheJobs(TestCluster test, String id, long seen) {
    SessionCluster cluster = test.cluster();
    long before = cluster.jobManagerPid();
    kill(before);
    await().atMost(PATIENCE).until(() -> cluster.jobManagerPid() != before);
    long started = cluster.jobManagerPid();
    killSupervisor(cluster);
    assertThat(cluster.start(test.settings(false))).isTrue();
    assertThat(cluster.jobManagerPid()).as("it was taken over").isEqualTo(started);
    goesOn(test, id, seen);
  }

  private static long goesOn(TestCluster test, String id, long seen) {
    RestClient rest = test.cluster().rest();
    assertThat(rest.job(id)).as("known again when start returns").isPresent();
    long now = awaitCheckpointAfter(rest, id, seen);
    // The job fails for good where a number is missing or comes twice.
    await().atMost(PATIENCE).until(() -> rest.job(id).orElseThrow().status().healthy());
    assertThat(test.processes()).hasSize(3);
    return now;
  }

  private static void killSupervisor(SessionCluster cluster) {
    kill(cluster.state().orElseThrow().supervisor().pid());
    await().atMost(PATIENCE).until(() -> !ClusterStatus.of(cluster).running());
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    ProcessId id = ProcessId.of(process);
    process.destroyForcibly();
    await().atMost(PATIENCE).until(() -> id.alive().isEmpty());
  }

  private static long awaitCheckpointAfter(RestClient rest, String id, long number) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> rest.checkpoints(id).latest().map(latest -> latest.id()).orElse(0L),
            latest -> latest > number);
  }
}
