package lumen.ctl.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of the overlay job replayed as a user types it, in this process. */
class OverlayReplayTest {
  static final List<String> OUTPUTS = List.of("decisions", "verdicts", "evidence", "accounts");

  @TempDir private Path folder;

  @Test
  void filesOfAReplayAreThoseOfTheReference() throws Exception {
    OverlayLog log = OverlayLog.of("basic", folder);
    Path out = folder.resolve("out");
    CommandRun run =
        LumenctlRun.of(
            "replay",
            log.input().toString(),
            "--kind",
            "overlay",
            "--local",
            "--config",
            log.config().toString(),
            "--out",
            out.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    requireExpected(log, out);
    JsonNode summary = Json.read(out.resolve("summary.json"), JsonNode.class);
    long decided = Files.readAllLines(out.resolve("decisions.ndjson")).size();
    assertThat(summary.path("kind").asText()).isEqualTo("overlay");
    assertThat(summary.path("decided").asLong()).isEqualTo(decided);
    assertThat(summary.path("requests").asLong())
        .isEqualTo(decided + summary.path("repeated").asLong());
    assertThat(decided)
        .as("accounts close to the request")
        .isEqualTo(
            List.of("success", "failure", "timeout", "missing", "waiting", "not_followed").stream()
                .mapToLong(name -> summary.path(name).asLong())
                .sum());
    assertThat(summary.path("rejects").properties()).isNotEmpty();
    assertThat(run.out()).contains("because", "rollback_first", "lines were rejected");

    CommandRun again =
        LumenctlRun.of(
            "replay",
            log.input().toString(),
            "--kind",
            "overlay",
            "--local",
            "--out",
            out.toString());
    assertThat(again.exitCode()).as("a run's own files give way").isEqualTo(ExitCode.OK);
    assertThat(Files.readString(out.resolve("decisions.ndjson"))).contains("no_overlay");
  }

  static void requireExpected(OverlayLog log, Path out) throws IOException {
    for (String output : OUTPUTS) {
      assertThat(Files.readString(out.resolve(output + ".ndjson")))
          .as(output)
          .isEqualTo(new String(log.expected(output), StandardCharsets.UTF_8));
    }
  }

  @Test
  void mistakesAreOneLineEach() throws Exception {
    OverlayLog log = OverlayLog.of("gates", folder);
    CommandRun channels = replay(log, "--channels");
    assertThat(channels.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(channels.err()).contains("--channels must not be given");
    Files.writeString(log.config().resolve("overlay_flags.yaml"), "overlays: {a: {enabled: 3}}\n");
    CommandRun wrong = replay(log);
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("overlay_flags.yaml:1:").doesNotContain("\tat ");
  }

  private CommandRun replay(OverlayLog log, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "replay",
                log.input().toString(),
                "--kind",
                "overlay",
                "--local",
                "--config",
                log.config().toString(),
                "--out",
                folder.resolve("out").toString()));
    all.addAll(List.of(more));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  @Test
  void configurationIsCheckedAndExplained() throws Exception {
    OverlayLog log = OverlayLog.of("basic", folder);
    String config = log.config().toString();
    assertThat(LumenctlRun.of("config", "lint", "--kind", "overlay", "--config", config).out())
        .startsWith("0 errors, 0 warnings");
    CommandRun explained =
        LumenctlRun.of("config", "explain", "--kind", "overlay", "--config", config);
    assertThat(explained.out()).contains("outcome_ttl_s", "believed_in_row");
    Files.writeString(log.config().resolve("overlay.yaml"), "join: {feed_lost_s: 500}\n");
    CommandRun wrong = LumenctlRun.of("config", "lint", "--kind", "overlay", "--config", config);
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.out()).contains("join.feed_lost_s < join.outcome_ttl_s");
  }
}
