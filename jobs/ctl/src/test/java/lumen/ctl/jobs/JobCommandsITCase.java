package lumen.ctl.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lumen.cluster.ClusterSettings;
import lumen.cluster.SavepointArgument;
import lumen.cluster.SessionCluster;
import lumen.cluster.TestCluster;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.LumenctlRun;
import lumen.ctl.door.DoorChecks;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user types them, on a cluster of their own. */
final class JobCommandsITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temp;
  private TestCluster test;

  @BeforeEach
  void choose() throws IOException {
    test = new TestCluster(temp.resolve("cluster"), DoorChecks::allowingProxy);
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
  }

  @Test
  void jobStopsWithASavepointGoesOnFromItAndIsCancelled() throws Exception {
    withoutClusterEveryCommandSaysSo();
    String port = Integer.toString(test.port());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
    CommandRun start = start(port);
    assertThat(start.exitCode()).as(start.err()).isEqualTo(ExitCode.OK);
    assertThat(start.out()).startsWith("cluster already runs: http://127.0.0.1:" + port);
    assertThat(LumenctlRun.of("jobs").out()).isEqualToIgnoringNewLines("no jobs");

    SessionCluster cluster = SessionCluster.locate();
    String first = cluster.submit(test.counting());
    cluster.rest().awaitStarted(first);
    await().atMost(PATIENCE).until(() -> json("jobs").path(0).path("records").asLong() > 0);
    assertThat(json("jobs").path(0).path("healthy").asBoolean()).isTrue();
    assertThat(json("cluster", "status").path("jobs").path(0).path("id").asText()).isEqualTo(first);

    DoorChecks door = new DoorChecks(cluster, first, temp);
    door.requestsOfStrangersAreRefused();
    door.webPageShowsTheCluster();
    door.pagesOfStrangersAreRefused();

    JsonNode stopped = json("stop");
    assertThat(stopped.path("state").asText()).isEqualTo("stopped");
    Path savepoint = Path.of(URI.create(stopped.path("savepoint").asText()));
    assertThat(CheckpointFolder.isComplete(savepoint)).isTrue();
    CommandRun again = LumenctlRun.of("stop");
    assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(again.out()).contains("had already ended");

    String latest = SavepointArgument.resolve("latest", cluster.directory());
    assertThat(Path.of(URI.create(latest))).isEqualTo(savepoint);
    JobSubmission counting = test.counting();
    String second =
        cluster.submit(
            new JobSubmission(
                counting.jar(),
                counting.mainClass(),
                counting.arguments(),
                counting.parallelism(),
                Optional.of(latest)));
    assertThat(cluster.rest().awaitStarted(second).healthy()).isTrue();
    assertThat(json("cancel").path("state").asText()).isEqualTo("canceled");
    assertThat(LumenctlRun.of("cluster", "stop").out())
        .isEqualToIgnoringNewLines("cluster stopped");
  }

  private static CommandRun start(String port) {
    return LumenctlRun.of(
        "cluster",
        "start",
        "--port",
        port,
        "--metrics-port-fusion",
        "0",
        "--metrics-port-bridge",
        "0");
  }

  private static void withoutClusterEveryCommandSaysSo() {
    for (String command : new String[] {"jobs", "stop", "cancel", "submit"}) {
      CommandRun run = LumenctlRun.of(command);
      assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(run.err())
          .hasLineCount(1)
          .contains("no session cluster runs")
          .contains("lumenctl cluster start");
    }
    assertThat(LumenctlRun.of("cluster", "status").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(LumenctlRun.of("cluster", "stop").exitCode()).isEqualTo(ExitCode.OK);
  }

  private static JsonNode json(String... command) throws IOException {
    String[] arguments = java.util.Arrays.copyOf(command, command.length + 1);
    arguments[command.length] = "--json";
    CommandRun run = LumenctlRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return Json.mapper().readTree(run.out());
  }
}
