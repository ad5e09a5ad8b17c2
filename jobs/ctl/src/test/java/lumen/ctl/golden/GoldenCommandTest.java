package lumen.ctl.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCommandTest {
  private static final String FLAGS =
      "overlays: {fast: {scenarios: [s], rollout_percent: 100, enabled: true}}\n";

  @TempDir private Path temp;
  private Path golden;

  @BeforeEach
  void layOut() throws IOException {
    golden = Files.createDirectories(temp.resolve("goldens/first"));
    Files.createDirectory(temp.resolve("configs"));
    Files.createDirectory(golden.resolve("config"));
    Files.writeString(golden.resolve("config/overlay_flags.yaml"), FLAGS);
    Files.writeString(
        golden.resolve("golden.yaml"),
        "job: overlay\nabout: five failures\nconfig: [overlay_flags.yaml]\n");
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      lines.add(
          "{\"type\":\"request\",\"ts\":%d,\"request_id\":\"%d\",\"scenario_type\":\"s\"}"
              .formatted(i, i));
      lines.add(
          "{\"type\":\"outcome\",\"ts\":%d,\"request_id\":\"%d\",\"overlay\":\"fast\",\"result\":\"failure\",\"latency_ms\":5,\"tokens\":7}"
              .formatted(i, i));
    }
    Files.write(golden.resolve("input.ndjson"), lines);
  }

  private CommandRun run(String verb, String... more) {
    List<String> all = new ArrayList<>(List.of("golden", verb));
    all.addAll(List.of(more));
    all.addAll(List.of("--dir", temp.resolve("goldens").toString()));
    all.addAll(List.of("--config", temp.resolve("configs").toString()));
    return LumenctlRun.of(all.toArray(String[]::new));
  }

  @Test
  void verdictsAreKeptForWhoWatches() throws IOException {
    Path jar = temp.resolve("jobs.jar");
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
    Path kept = temp.resolve("kept");
    String[] keep = {"--keep", kept.toString(), "--jar", jar.toString()};
    assertThat(run("validate", keep).exitCode()).isEqualTo(ExitCode.FAILED);
    Path text = kept.resolve("lumen.prom");
    assertThat(text)
        .content()
        .contains("lumen_golden_passed_timestamp_seconds{golden=\"first\"} 0\n");
    run("update", "first", "--why", "it is new");
    assertThat(run("validate", keep).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text)
        .content()
        .containsPattern("lumen_golden_passed_timestamp_seconds\\{golden=\"first\"} [1-9][0-9]+\n");
    CommandRun nowhere = run("validate", "--keep", kept.toString(), "--jar", "nowhere.jar");
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("must be the jar of the job: nowhere.jar");
  }

  @Test
  void whatIsExpectedIsWrittenOnceAndHeldFromThenOn() throws IOException {
    CommandRun nothing = run("validate");
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(nothing.out()).contains("FAIL first", "nothing is expected yet");

    CommandRun made = run("update", "first", "--why", "it is new", "--by", "me");
    assertThat(made.exitCode()).as(made.err()).isEqualTo(ExitCode.OK);
    Path decisions = golden.resolve("expected/decisions.ndjson");
    assertThat(Files.readAllLines(decisions)).hasSize(6);
    String spec = Files.readString(golden.resolve("golden.yaml"));
    assertThat(spec).contains("by: \"me\", why: \"it is new\", before: \"\"");
    assertThat(run("update", "first", "--why", "again").out()).contains("nothing is written");
    assertThat(Files.readString(golden.resolve("golden.yaml"))).isEqualTo(spec);
    CommandRun good = run("validate", "first", "--timed", "3");
    assertThat(good.exitCode()).as(good.out() + good.err()).isEqualTo(ExitCode.OK);
    assertThat(good.out()).contains("ok   first", "18 decisions: p50");

    Files.writeString(
        golden.resolve("config/overlay_flags.yaml"),
        FLAGS.replace("enabled: true", "enabled: false"));
    CommandRun other = run("validate");
    assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(other.out())
        .contains(
            "decisions at parallelism 1: line 1, overlay: expected \"fast\", found \"baseline\"",
            "decisions at parallelism 2: line 1, overlay");
    CommandRun changed = run("update", "first", "--why", "switched off", "--by", "you");
    assertThat(changed.out()).contains("decisions: line 1, overlay: expected \"fast\"");
    assertThat(Files.readString(golden.resolve("golden.yaml")))
        .contains("it is new", "switched off");
    assertThat(run("validate").exitCode()).isEqualTo(ExitCode.OK);
  }

  /** An expected file is never made anew in passing. */
  @Test
  void missingOrEditedExpectationsFail() throws IOException {
    run("update", "first", "--why", "it is new");
    Path decisions = golden.resolve("expected/decisions.ndjson");
    String right = Files.readString(decisions);
    Files.writeString(decisions, right.replace("\"fast\"", "\"fest\""));
    assertThat(run("validate").out()).contains("an expected file must be as its hash says");
    Files.delete(decisions);
    assertThat(run("validate").out()).contains("an expected file is missing");
    assertThat(decisions).doesNotExist();
    Files.writeString(decisions, right);
    Path file = golden.resolve("golden.yaml");
    String spec = Files.readString(file);
    String hash = GoldenHash.of(right.getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, spec.replace(hash, GoldenHash.of(new byte[] {1})));
    assertThat(run("validate").out()).contains("must be what the last line of history made it");
  }

  @Test
  void mistakesAreOneLineEach() throws IOException {
    CommandRun unknown = run("validate", "second");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("NAME must be a golden, one of first: second");
    assertThat(run("update", "first", "--why", " ").err()).contains("--why must say why");
    Files.writeString(golden.resolve("golden.yaml"), "job: overlay\nabuot: x\n");
    assertThat(run("validate").err()).contains("golden.yaml: abuot must be one of job, about");
  }
}
