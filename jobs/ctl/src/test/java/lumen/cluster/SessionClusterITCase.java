package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lumen.cluster.job.JobStatus;
import lumen.terminal.ClassArchive;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: start, death, respawn, stop. */
final class SessionClusterITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path temp;

  @Test
  void startsOnceRespawnsTheDeadAndLeavesNothingBehind() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster = test.cluster();
      assertThat(cluster.start(test.settings(false))).isTrue();
      assertThat(cluster.start(test.settings(false))).as("runs already").isFalse();
      assertThat(test.processes()).hasSize(3);
      assertThat(ClusterStatus.of(cluster).ready()).isTrue();
      processesMapTheClassArchive(cluster);

      jobRunsToItsEndThroughTheDeathOfTheTaskManager(test);
      supervisorsDeathIsRepairedByTheNextStart(test);

      assertThat(cluster.stop()).isTrue();
      assertThat(test.processes()).isEmpty();
      assertThat(cluster.stop()).as("nothing to stop").isFalse();
      assertThatThrownBy(cluster::restUrl)
          .isInstanceOfSatisfying(
              CommandFailure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
    }
  }

  /** Where the build has made it, as it must for these tests to be done in time. */
  private static void processesMapTheClassArchive(SessionCluster cluster) throws IOException {
    Path archive = ClassArchive.beside(LumenHome.locate().flinkLibrary()).file();
    if (Files.notExists(archive) && !"true".equals(System.getenv("CI"))) {
      return;
    }
    for (ClusterState.ProcessState process : cluster.state().orElseThrow().processes()) {
      long pid = process.process().pid();
      Path maps = Path.of("/proc", Long.toString(pid), "maps");
      if (Files.exists(maps)) {
        assertThat(Files.readString(maps))
            .as(process.name().title())
            .contains(archive.toRealPath().toString());
      }
    }
  }

  private static Instant lastOf(List<String> log, String event) {
    return log.stream()
        .filter(line -> line.contains(event))
        .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static void taskManagerComesBack(SessionCluster cluster) throws IOException {
    long killed = cluster.taskManagerPid();
    cluster.killTaskManager();
    await().atMost(PATIENCE).until(() -> cluster.taskManagerPid() != killed);
    List<String> log = Files.readAllLines(cluster.directory().supervisorOut());
    Instant ended = lastOf(log, "TaskManager %d ended with".formatted(killed));
    Instant started = lastOf(log, "TaskManager starts as %d".formatted(cluster.taskManagerPid()));
    assertThat(Duration.between(ended, started))
        .as("a dead process is started again within 1 s, by the supervisor's own clock")
        .isLessThan(Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> ClusterStatus.of(cluster).ready());
    assertThat(ClusterStatus.of(cluster).processes())
        .filteredOn(line -> line.role().equals("TaskManager"))
        .singleElement()
        .satisfies(line -> assertThat(line.respawns()).isEqualTo(1));
  }

  private static void supervisorsDeathIsRepairedByTheNextStart(TestCluster test) {
    SessionCluster cluster = test.cluster();
    cluster.state().orElseThrow().supervisor().alive().orElseThrow().destroyForcibly();
    await().atMost(PATIENCE).until(() -> !ClusterStatus.of(cluster).running());
    assertThat(cluster.start(test.settings(false))).isTrue();
    assertThat(test.processes()).hasSize(3);
  }

  @Test
  void portInUseIsOneLine() throws Exception {
    try (TestCluster test = new TestCluster(temp.resolve("cluster"));
        ServerSocket other = new ServerSocket(test.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> test.cluster().start(test.settings(false)))
          .isInstanceOf(CommandFailure.class)
          .hasMessage(
              "port in use: another program listens on 127.0.0.1:%d;"
                  + " `lumenctl cluster start --port N` takes another",
              other.getLocalPort());
      assertThat(test.processes()).isEmpty();
    }
  }

  @Test
  void processThatDiesAtItsStartSaysWhy() throws Exception {
    Path broken = Files.createDirectories(temp.resolve("home/deploy/local"));
    Path templates = LumenHome.locate().clusterTemplates();
    for (String name : List.of("config.yaml", "log4j.properties")) {
      Files.copy(templates.resolve(name), broken.resolve(name));
    }
    Path lib = temp.resolve("home/jobs/ctl/target/flink");
    Files.createDirectories(lib);
    Files.createSymbolicLink(lib.resolve("lib"), LumenHome.locate().flinkLibrary());
    Files.writeString(
        broken.resolve("config.yaml"),
        "\nstate.backend.type: no.such.Backend\nclassloader.resolve-order: nonsense\n",
        StandardOpenOption.APPEND);
    try (TestCluster test = new TestCluster(temp.resolve("cluster"))) {
      SessionCluster cluster =
          SessionCluster.in(new LumenHome(temp.resolve("home")), temp.resolve("cluster"));
      assertThatThrownBy(() -> cluster.start(test.settings(false)))
          .isInstanceOf(CommandFailure.class)
          .hasMessageStartingWith("the ")
          .hasMessageContaining("died at its start");
      assertThat(test.processes()).isEmpty();
    }
  }

  private static void jobRunsToItsEndThroughTheDeathOfTheTaskManager(TestCluster test)
      throws IOException {
    SessionCluster cluster = test.cluster();
    String id = cluster.submit(test.counting(2_000, 200));
    cluster.rest().awaitStarted(id);
    await().atMost(PATIENCE).until(() -> cluster.rest().checkpoints(id).completed() > 0);
    taskManagerComesBack(cluster);
    AtomicInteger reports = new AtomicInteger();
    JobStatus end = cluster.awaitFinished(id, job -> reports.incrementAndGet());
    assertThat(end.state()).isEqualTo("FINISHED");
    assertThat(reports).hasPositiveValue();
    await().atMost(PATIENCE).until(() -> SubmittedJob.all(cluster.directory()).isEmpty());
  }
}
