package lumen.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lumen.cluster.ClusterSettings;
import lumen.cluster.MetricsPorts;
import lumen.cluster.TestCluster;
import lumen.fixtures.CommandRun;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of a job that lives before and behind a change: its baseline, its profile. */
@Tag("drill")
final class MeasuredJobITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String OFF = "profiling.enabled: false";

  @TempDir private Path temp;
  private TestCluster test;
  private MetricsPorts ports;

  @BeforeEach
  void aJobLives() throws IOException {
    ports =
        new MetricsPorts(
            TestCluster.freePort(), TestCluster.freePort(), TestCluster.freePort(), 0, 0);
    test = new TestCluster(temp.resolve("cluster"), MeasuredJobITCase::profiled);
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false, ports));
    Path recording = temp.resolve("rig.ndjson");
    Rig rig = new Rig(new RigSettings(3, 300, 4));
    try (OutputStream file = Files.newOutputStream(recording)) {
      rig.play(file);
    }
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(config.resolve("sensors.yaml"), rig.sensorsYaml());
    run(
        "submit",
        recording.toString(),
        "--follow",
        "--config",
        config.toString(),
        "--out",
        temp.resolve("out").toString(),
        "--speed",
        "5");
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
  }

  private static String profiled(String config) {
    assertThat(config).contains(OFF);
    return config.replace(OFF, "profiling.enabled: true");
  }

  private static CommandRun run(String... command) {
    CommandRun run = LumenctlRun.of(command);
    assertThat(run.exitCode()).as(String.join(" ", command) + "\n" + run.err()).isZero();
    return run;
  }

  private CommandRun baseline(String out, String... more) {
    List<String> command = new ArrayList<>(List.of("release", "baseline", "--out"));
    command.add(temp.resolve(out).toString());
    command.addAll(List.of("--fusion", "http://127.0.0.1:" + ports.fusion() + "/metrics_fusion"));
    command.addAll(List.of("--bridge", "http://127.0.0.1:" + ports.bridge() + "/metrics_bridge"));
    command.addAll(
        List.of("--jobmanager", "http://127.0.0.1:" + ports.jobManager() + "/metrics_jobmanager"));
    command.addAll(List.of("--config", temp.resolve("config").toString()));
    command.addAll(List.of(more));
    return run(command.toArray(String[]::new));
  }

  private JsonNode kept(String out) throws IOException {
    return Json.mapper().readTree(temp.resolve(out).toFile());
  }

  @Test
  void figuresAreComparedAndTheProfileNamesWhatRuns() throws Exception {
    await().atMost(PATIENCE).until(() -> ingested("before.json") > 0);
    double before = ingested("before.json");
    Path settings = temp.resolve("config/sensors.yaml");
    Files.writeString(settings, Files.readString(settings) + "# other\n");
    await().atMost(PATIENCE).until(() -> ingested("now.json") > before);
    CommandRun compared = baseline("now.json", "--against", temp.resolve("before.json").toString());
    assertThat(compared.out())
        .containsPattern("configs/sensors.yaml +other")
        .containsPattern("fusion_stream_ingest_total\\{[^}]*} +[0-9.e+]+ +[0-9.e+]+ +\\+[0-9.]+ %")
        .doesNotContain("lumen-jobs.jar");
    assertThat(kept("now.json").path("sums").path("lumen-jobs.jar").asText())
        .matches("[0-9a-f]{64}");
    // Each comes with the first that tells it: the bridge's with its first tick.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              baseline("now.json");
              assertThat(figures("now.json"))
                  .anyMatch(name -> name.startsWith("bridge_state{"))
                  .anyMatch(name -> name.startsWith("flink_jobmanager_numRunningJobs"));
            });

    Path page = temp.resolve("profile.html");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              run("profile", "--for", "3s", "--out", page.toString());
              assertThat(Files.readString(page)).containsPattern("lumen/|org/apache/flink/");
            });
  }

  /** What the job has taken, all sources together. */
  private double ingested(String out) throws IOException {
    baseline(out);
    double sum = 0;
    for (var figure : kept(out).path("figures").properties()) {
      if (figure.getKey().startsWith("fusion_stream_ingest_total")) {
        sum += figure.getValue().asDouble();
      }
    }
    return sum;
  }

  private List<String> figures(String out) throws IOException {
    List<String> names = new ArrayList<>();
    kept(out).path("figures").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
