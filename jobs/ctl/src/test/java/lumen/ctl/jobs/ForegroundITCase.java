package lumen.ctl.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lumen.cluster.SessionCluster;
import lumen.cluster.TestCluster;
import lumen.ctl.session.ForkedLumenctl;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster as a service manager runs it: it ends with its command, and the command with it. */
final class ForegroundITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path temp;

  private ForkedLumenctl start(Path folder) throws Exception {
    return ForkedLumenctl.start(
        List.of("-Dlumen.cluster.dir=" + folder),
        List.of(
            "cluster",
            "start",
            "--foreground",
            "--slots",
            "1",
            "--port",
            Integer.toString(TestCluster.freePort()),
            "--metrics-port-fusion",
            "0",
            "--metrics-port-bridge",
            "0",
            "--metrics-port-jobmanager",
            "0"),
        temp.resolve("err"));
  }

  private static List<ProcessHandle> processes(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(
            one ->
                one.info()
                    .commandLine()
                    .filter(line -> line.contains(folder.toString()))
                    .filter(line -> !line.contains("--foreground") && !line.contains("surefire"))
                    .isPresent())
        .toList();
  }

  private static void awaitReady(ForkedLumenctl command) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(command.hasEnded()).as(command.err()).isFalse();
              assertThat(command.out()).contains("cluster runs: ");
            });
  }

  @Test
  void endsTheClusterWhenItIsAskedToAndEndsWithIt() throws Exception {
    Path folder = temp.resolve("cluster");
    SessionCluster cluster = SessionCluster.in(LumenHome.locate(), folder);
    try (ForkedLumenctl first = start(folder)) {
      awaitReady(first);
      first.terminate();
      assertThat(first.exitCode()).as(first.err()).isZero();
      assertThat(processes(folder)).isEmpty();
    }
    try (ForkedLumenctl second = start(folder)) {
      awaitReady(second);
      processes(folder).stream()
          .filter(one -> one.info().commandLine().orElse("").contains("Supervisor"))
          .forEach(ProcessHandle::destroyForcibly);
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err()).contains("the supervisor has ended though nobody stopped it: see ");
      assertThat(processes(folder)).isEmpty();
    } finally {
      cluster.stop();
    }
  }
}
