package lumen.ctl.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.fixtures.LineBroker;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that asks an overlay job on a session cluster, by topics of a real broker. */
final class OverlayGatewayITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path temp;
  private TestCluster test;
  private LineBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = new LineBroker(temp.resolve("broker"));
    broker.create(List.of("log", "answers"), 2);
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
    broker.close();
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = LumenctlRun.of(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static String request(int id) {
    return "{\"type\":\"request\",\"ts\":%d,\"tenant\":\"t\",\"request_id\":\"%d\",\"scenario_type\":\"s\"}"
        .formatted(1_767_225_600 + id, id);
  }

  @Test
  void everyRequestIsAnsweredAndAnEmergencyEndsOverlays() throws Exception {
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("overlay.yaml"), "outputs: {answers: answers}\n");
    Files.writeString(
        config.resolve("overlay_flags.yaml"),
        "overlays: {fast: {scenarios: [s], rollout_percent: 100, enabled: true}}\n");
    String log = broker.bootstrap() + "/log";
    run(
        "submit",
        "--kind",
        "overlay",
        "--kafka",
        log,
        "--config",
        config.toString(),
        "--out",
        temp.resolve("out").toString());

    JsonNode measured =
        Json.mapper()
            .readTree(
                run(
                        "capacity",
                        "overlay",
                        "--kafka",
                        log,
                        "--answers",
                        "answers",
                        "--rate",
                        "50",
                        "--minutes",
                        "0.1",
                        "--warm-up",
                        "2",
                        "--scenario",
                        "s",
                        "--emergency",
                        "--json")
                    .out());
    assertThat(measured.path("requests").asInt()).isEqualTo(300);
    assertThat(measured.path("unanswered").asInt()).isZero();
    assertThat(measured.path("overlays").asInt()).isEqualTo(300);
    assertThat(measured.path("answer_ms").path("p99").asDouble()).isPositive();
    assertThat(measured.path("emergency_ms").asDouble()).as("%s", measured).isPositive();

    try (GatewayClient client =
        new GatewayClient(Brokers.open(broker.bootstrap()), "log", "answers")) {
      assertThat(client.ask("t", "1", request(1), PATIENCE).get().overlay()).isEqualTo("fast");
      run("control", "features", "--baseline-only", "--kafka", log, "--tenant", "t");
      int[] id = {1};
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                int next = ++id[0];
                String ran = client.ask("t", "" + next, request(next), PATIENCE).get().overlay();
                return ran.equals(GatewayClient.BASELINE);
              });
      assertThat(client.ask("t", "1", request(1), PATIENCE).get().overlay())
          .as("a repeated request has its first answer")
          .isEqualTo("fast");
    }
    run("stop", "--json");
    assertThat(LumenctlRun.of("submit", "--kind", "overlay").err())
        .contains("FILE or --kafka HOST:PORT/TOPIC must be given");
  }

  /** The one of another build brings all that reads topics, also when it is started again. */
  @Test
  void jobOfAnotherBuildThanTheClusterCarriesOutlivesTheJobManager() throws Exception {
    Files.write(temp.resolve("cluster/lib/lumen-jobs.jar"), new byte[1], StandardOpenOption.APPEND);
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("overlay.yaml"), "outputs: {answers: answers}\n");
    run(
        "submit",
        "--kind",
        "overlay",
        "--kafka",
        broker.bootstrap() + "/log",
        "--config",
        config.toString(),
        "--out",
        temp.resolve("out").toString());
    try (GatewayClient client =
        new GatewayClient(Brokers.open(broker.bootstrap()), "log", "answers")) {
      assertThat(client.ask("t", "1", request(1), PATIENCE).get().overlay())
          .isEqualTo(GatewayClient.BASELINE);
      long killed = test.cluster().jobManagerPid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      await().atMost(PATIENCE).until(() -> test.cluster().jobManagerPid() != killed);
      assertThat(client.ask("t", "2", request(2), PATIENCE).get().overlay())
          .isEqualTo(GatewayClient.BASELINE);
    }
    run("stop", "--json");
  }
}
