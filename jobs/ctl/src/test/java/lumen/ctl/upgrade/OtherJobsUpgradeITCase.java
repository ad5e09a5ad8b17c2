package lumen.ctl.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ResultFiles;
import lumen.ctl.replay.RouteResults;
import lumen.ctl.replay.ServiceResults;
import lumen.fixtures.CommandRun;
import lumen.jobs.JobKind;
import lumen.runtime.lines.Output;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overlay and governance job, upgraded and rolled back in the middle of a log. */
@Tag("drill")
final class OtherJobsUpgradeITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double PLAYED_IN_S = 400;

  @TempDir private Path temp;
  private TestCluster test;

  @BeforeEach
  void start() throws IOException {
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
  }

  @Test
  void overlayJobDecidesTheSame() throws Exception {
    goesThrough(
        JobKind.OVERLAY,
        unpacked(
            "jobs/overlay/src/test/resources/lumen/overlay/reference/control/",
            "config/overlay.yaml",
            "config/overlay_flags.yaml"));
  }

  @Test
  void governanceJobTellsTheSame() throws Exception {
    Path log =
        unpacked(
            "jobs/governance/src/test/resources/lumen/governance/reference/rollback/",
            "governance.yaml");
    Files.move(log.resolve("governance.yaml"), log.resolve("config/governance.yaml"));
    goesThrough(JobKind.GOVERNANCE, log);
  }

  private Path unpacked(String reference, String... config) throws IOException {
    Path log = temp.resolve("log");
    Files.createDirectories(log.resolve("config"));
    List<String> files = new ArrayList<>(List.of("input.ndjson", "control.ndjson"));
    files.addAll(List.of(config));
    for (String file : files) {
      Path packed = LumenHome.locate().root().resolve(reference + file + ".gz");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        Files.write(log.resolve(file), in.readAllBytes());
      }
    }
    return log;
  }

  private static CommandRun run(List<String> arguments) {
    CommandRun run = LumenctlRun.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(arguments + "\n" + run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return Json.mapper().readTree(run(all).out());
  }

  private static List<String> job(
      JobKind kind, String command, Path log, Path out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                command,
                log.resolve("input.ndjson").toString(),
                "--kind",
                kind.word(),
                "--config",
                log.resolve("config").toString(),
                "--control",
                log.resolve("control.ndjson").toString(),
                "--out",
                out.toString()));
    all.addAll(List.of(more));
    return all;
  }

  private static String speed(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log.resolve("input.ndjson"));
    double from = Json.mapper().readTree(lines.get(0)).path("ts").asDouble();
    double to = Json.mapper().readTree(lines.get(lines.size() - 1)).path("ts").asDouble();
    return Double.toString((to - from) / PLAYED_IN_S);
  }

  private void goesThrough(JobKind kind, Path log) throws Exception {
    Path live = Files.createDirectory(temp.resolve("live")).toRealPath();
    OutputFolder folder = new OutputFolder(live, kind);
    run(job(kind, "submit", log, live, "--speed", speed(log)));
    String main = kind.ordered().get(0).name();
    await().atMost(PATIENCE).until(() -> !folder.parts(main).isEmpty());

    JsonNode upgraded = json("upgrade", "--jar", LumenHome.locate().jobsJar().toString());
    assertThat(upgraded.path("decision").asText()).isEqualTo("kept");
    assertThat(upgraded.path("check").path("state_dropped")).isEmpty();
    assertThat(upgraded.path("check").path("begun_anew")).isEmpty();
    assertThat(json("rollback").path("way").asText()).isEqualTo("a");
    String savepoint = json("stop").path("savepoint").asText();
    JsonNode verified = json("savepoints", "verify", savepoint);
    assertThat(verified.path("sums").asBoolean()).isTrue();
    assertThat(verified.path("operators").findValues("keys")).anyMatch(keys -> keys.asInt() > 0);

    run(job(kind, "submit", log, live, "--from", savepoint));
    await().atMost(PATIENCE).until(OtherJobsUpgradeITCase::allHaveFinished);
    ResultFiles results =
        kind == JobKind.OVERLAY ? new RouteResults(folder) : new ServiceResults(folder);
    results.write(1);
    Path whole = temp.resolve("whole");
    run(job(kind, "replay", log, whole, "--local"));
    for (Output<?> output : kind.ordered()) {
      String file = output.name() + ".ndjson";
      assertThat(live.resolve(file)).as(file).hasSameTextualContentAs(whole.resolve(file));
    }
    assertThat(live.resolve(main + ".ndjson")).isNotEmptyFile();
  }

  private static boolean allHaveFinished() throws IOException {
    for (JsonNode job : json("jobs")) {
      if (!job.path("state").asText().equals("FINISHED")) {
        return false;
      }
    }
    return true;
  }
}
