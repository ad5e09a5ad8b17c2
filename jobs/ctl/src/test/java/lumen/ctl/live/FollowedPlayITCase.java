package lumen.ctl.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lumen.ctl.LumenctlRun;
import lumen.ctl.session.ForkedLumenctl;
import lumen.ctl.stage.PlayedStage;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instrument behind {@code ingest}: a job that follows its log is heard as a live one is. */
@Tag("clock")
final class FollowedPlayITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path temp;

  @Test
  void jobThatFollowsALogIsHeardAndAReplayOfItIsNot() throws Exception {
    Path log = temp.resolve("log");
    Path out = temp.resolve("out");
    int engine = LiveRig.freePort();
    LiveRig rig = LiveRig.write(temp.resolve("config"), stream(engine));
    String config = rig.config().toString();
    try (OscEars ears = new OscEars()) {
      configure(rig, ears.port());
      try (ForkedLumenctl ingest =
              start("ingest", "--config", config, "--log", log.toString(), "--for", "150s");
          PlayedStage stage = new PlayedStage(rig.port(), engine, 7)) {
        await().atMost(PATIENCE).until(() -> Files.exists(log.resolve("part-00000001.ndjson")));
        stage.start();
        try (ForkedLumenctl run =
            start(
                "run",
                "--local",
                "--from-log",
                log.toString(),
                "--config",
                config,
                "--out",
                out.toString())) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(ears.heard())
                          .as("%s %s", ingest.err(), run.err())
                          .containsKeys("/lumen/stage/state", "/lumen/stage/order"));
          ingest.interrupt();
          assertThat(ingest.exitCode()).as(ingest.err()).isEqualTo(ExitCode.OK);
          assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        }
      }
      Map<String, Long> heard = ears.heard();
      String again = temp.resolve("again").toString();
      CommandRun replay =
          LumenctlRun.of("replay", log.toString(), "--local", "--config", config, "--out", again);
      assertThat(replay.exitCode()).as(replay.err()).isEqualTo(ExitCode.OK);
      assertThat(ears.heard()).as("a replay plays nothing").isEqualTo(heard);
    }
    for (String name : List.of("frames.ndjson", "control.ndjson")) {
      assertThat(temp.resolve("again").resolve(name))
          .hasSameBinaryContentAs(out.resolve(name))
          .isNotEmptyFile();
    }
  }

  private static String stream(int engine) {
    return "  - {name: engine, type: osc, addr: \"127.0.0.1:%d\", tenant: stage}\n"
        .formatted(engine);
  }

  private static void configure(LiveRig rig, int ears) throws IOException {
    Files.writeString(
        rig.config().resolve("fusion.yaml"),
        "outputs: {osc: {addr: \"127.0.0.1:%d\"}}\n".formatted(ears),
        StandardOpenOption.APPEND);
    Files.writeString(
        rig.config().resolve("sensors.yaml"), "  engine: {role: ure}\n", StandardOpenOption.APPEND);
  }

  private ForkedLumenctl start(String... arguments) throws IOException {
    return ForkedLumenctl.start(List.of(), List.of(arguments), temp.resolve(arguments[0] + ".err"));
  }
}
