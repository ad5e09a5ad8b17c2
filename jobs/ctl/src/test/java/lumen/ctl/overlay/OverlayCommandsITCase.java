package lumen.ctl.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lumen.cluster.ClusterSettings;
import lumen.cluster.TestCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RouteResults;
import lumen.fixtures.CommandRun;
import lumen.jobs.JobKind;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overlay job of the jobs jar on a session cluster: replayed, submitted, stopped, gone on. */
final class OverlayCommandsITCase {
  private static final String FOLDER = "lumen.cluster.dir";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path temp;
  private TestCluster test;

  @BeforeEach
  void start() throws Exception {
    test = new TestCluster(temp.resolve("cluster"));
    System.setProperty(FOLDER, temp.resolve("cluster").toString());
    test.cluster().start(new ClusterSettings(2, test.port(), false));
  }

  @AfterEach
  void stop() {
    System.clearProperty(FOLDER);
    test.close();
  }

  private static CommandRun run(String... arguments) {
    CommandRun run = LumenctlRun.of(arguments);
    assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static List<String> job(String command, OverlayLog log, Path out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                command,
                log.input().toString(),
                "--kind",
                "overlay",
                "--config",
                log.config().toString(),
                "--control",
                log.control().toString(),
                "--out",
                out.toString()));
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void logIsReplayedAndAStoppedJobGoesOn() throws Exception {
    OverlayLog log = OverlayLog.of("control", temp);
    Path out = temp.resolve("out");
    run(job("replay", log, out).toArray(String[]::new));
    OverlayReplayTest.requireExpected(log, out);

    Path live = temp.resolve("live");
    run(job("submit", log, live, "--speed", "300").toArray(String[]::new));
    OutputFolder folder = new OutputFolder(live.toRealPath(), JobKind.OVERLAY);
    await().atMost(PATIENCE).until(() -> !folder.parts("decisions").isEmpty());
    JsonNode stopped = Json.mapper().readTree(run("stop", "--json").out());
    String savepoint = stopped.path("savepoint").asText();
    assertThat(savepoint).isNotEmpty();
    String config = log.config().toString();
    String shown = run("state", "show", savepoint, "--kind", "overlay", "--config", config).out();
    assertThat(shown).contains("tenant default", "breaker");
    run(job("submit", log, live, "--from", savepoint).toArray(String[]::new));
    await()
        .atMost(PATIENCE)
        .until(() -> Json.mapper().readTree(run("jobs", "--json").out()), this::haveFinished);
    new RouteResults(folder).write(1);
    OverlayReplayTest.requireExpected(log, live);
  }

  private boolean haveFinished(JsonNode jobs) {
    boolean all = true;
    for (JsonNode job : jobs) {
      all &= job.path("state").asText().equals("FINISHED");
    }
    return all;
  }
}
