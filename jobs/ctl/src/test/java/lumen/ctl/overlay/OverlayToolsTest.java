package lumen.ctl.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lumenctl overlay} as a user types it. */
class OverlayToolsTest {
  @TempDir private Path temp;

  private static CommandRun run(Object... arguments) {
    String[] all = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    String[] overlay = new String[all.length + 1];
    overlay[0] = "overlay";
    System.arraycopy(all, 0, overlay, 1, all.length);
    return LumenctlRun.of(overlay);
  }

  @Test
  void flagsGoToFlagdAndComeBack() throws IOException {
    Path yaml = temp.resolve("overlay_flags.yaml");
    Files.writeString(
        yaml,
        "overlays:\n  b: {scenarios: [s], min_confidence: 0.8, rollout_percent: 12.345, enabled: true}\n"
            + "  a: {scenarios: [s, t], gates: {min_n: 50}}\n");
    CommandRun exported = run("flags", "export", yaml, "--out", temp.resolve("flagd.json"));
    assertThat(exported.exitCode()).as(exported.err()).isEqualTo(ExitCode.OK);
    assertThat(exported.err()).contains("overlays.a.gates has no place in flagd and is left out");
    JsonNode b = Json.read(temp.resolve("flagd.json"), JsonNode.class).path("flags").path("b");
    assertThat(b.path("targeting").path("if").path(1).path("fractional").path(1).path(1).asInt())
        .isEqualTo(12_345);
    CommandRun imported = run("flags", "import", temp.resolve("flagd.json"));
    assertThat(imported.out())
        .contains(
            "\"b\": {scenarios: [\"s\"], min_confidence: 0.8, rollout_percent: 12.345, enabled: true, bucket_name: \"b\", gates: {}}")
        .contains("baseline_only: false");
    assertThat(imported.out().indexOf("\"b\"")).isLessThan(imported.out().indexOf("\"a\""));

    Path wrong = temp.resolve("wrong.json");
    Files.writeString(
        wrong, Files.readString(temp.resolve("flagd.json")).replace("fractional", "percentage"));
    CommandRun refused = run("flags", "import", wrong);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("wrong.json:", "flags.b.targeting.if[1].percentage: must be one of fractional");
    assertThat(run("flags", "export", temp.resolve("none.yaml")).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("flags", "export", yaml, "--out", yaml).err())
        .contains("must not be written over what is read");
  }

  private static String request(double ts, String id) {
    return "{\"type\":\"request\",\"ts\":%s,\"request_id\":\"%s\",\"scenario_type\":\"s\"}"
        .formatted(ts, id);
  }

  private static String outcome(double ts, String id) {
    return "{\"type\":\"outcome\",\"ts\":%s,\"request_id\":\"%s\",\"overlay\":\"baseline\",\"result\":\"success\",\"latency_ms\":1,\"tokens\":1}"
        .formatted(ts, id);
  }

  /** Each file keeps its order; a stray line far ahead holds up nothing. */
  @Test
  void filesAreMergedByTheirClocks() throws IOException {
    List<String> requests =
        List.of(
            request(1, "a"),
            "not json",
            request(9e8, "stray"),
            request(3, "b"),
            request(2, "late"),
            request(5, "c"));
    List<String> outcomes = List.of(outcome(1, "a"), outcome(4, "b"), "", outcome(6, "c"));
    Path first = temp.resolve("requests.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(first))) {
      out.write(String.join("\n", requests).getBytes(StandardCharsets.UTF_8));
    }
    Path second = Files.write(temp.resolve("outcomes.ndjson"), outcomes);
    Path merged = temp.resolve("merged.ndjson");
    CommandRun run = run("merge", first, second, "--out", merged);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(merged))
        .containsExactly(
            requests.get(0),
            requests.get(1),
            requests.get(2),
            outcomes.get(0),
            requests.get(3),
            requests.get(4),
            outcomes.get(1),
            requests.get(5),
            outcomes.get(3));
    assertThat(run("merge", first, second, "--out", merged).err()).contains("--overwrite");
  }

  /** Outcomes of one scenario with about so many tokens, from a seed. */
  private Path outcomes(String name, String overlay, int n, int tokens, int slow, long seed)
      throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      lines.add(
          "{\"type\":\"outcome\",\"ts\":%d,\"request_id\":\"%d\",\"scenario\":\"s\",\"overlay\":\"%s\",\"result\":\"success\",\"latency_ms\":%d,\"tokens\":%d}"
              .formatted(
                  i + 1, i, overlay, i < slow ? 9_000 : 100, tokens - 20 + random.nextInt(41)));
    }
    return Files.write(temp.resolve(name), lines);
  }

  /** n, tokens and slow ones of an overlay against 100 outcomes of 1,000 tokens. */
  @ParameterizedTest
  @CsvSource({
    "100, 1000, 0, 0, ok",
    "100, 1150, 0, 3, warn tokens",
    "100, 1400, 0, 1, block tokens",
    "29, 1400, 0, 2, too few",
    "100, 1000, 12, 1, block latency",
    "100, 1000, 11, 3, warn latency"
  })
  void budgetIsThatOfTheGates(int n, int tokens, int slow, int exit, String verdict)
      throws IOException {
    Path given = outcomes("given.ndjson", "fast", n, tokens, slow, 1);
    Path baseline = outcomes("baseline.ndjson", "baseline", 100, 1_000, 0, 2);
    Path markdown = temp.resolve("budget.md");
    Path json = temp.resolve("budget.json");
    CommandRun run =
        run("budget", given, "--baseline", baseline, "--markdown", markdown, "--json", json);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exit);
    assertThat(run.out()).contains(verdict);
    assertThat(Files.readString(markdown)).contains("| s | fast | " + n + " | 100 |", verdict);
    JsonNode of = Json.read(json, JsonNode.class);
    assertThat(of.path("overlays").path(0).path("n").asInt()).isEqualTo(n);
    assertThat(of.path("overlays").path(0).path("over_block").asInt()).isEqualTo(slow);
    assertThat(of.path("verdict").asText()).isEqualTo(verdict.replaceAll(" (tokens|latency)", ""));
  }

  @Test
  void gatesOfTheConfigurationHoldAndWhatIsLeftOutIsSaid() throws IOException {
    Path given = outcomes("given.ndjson", "fast", 100, 1_400, 0, 1);
    Path baseline = outcomes("baseline.ndjson", "baseline", 100, 1_000, 0, 2);
    Files.write(
        given,
        List.of(
            "what",
            outcome(1, "a"),
            outcome(2, "b").replace("success\"", "success\",\"scenario\":\"s\"")),
        StandardOpenOption.APPEND);
    Path config = Files.createDirectory(temp.resolve("config"));
    Files.writeString(
        config.resolve("overlay_flags.yaml"),
        "overlays: {fast: {scenarios: [s], gates: {tokens: {warn_percent: 60, block_percent: 70}}}}\n");
    CommandRun run = run("budget", given, "--baseline", baseline, "--config", config);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("1 outcomes of " + given + " ran the baseline and are left out")
        .contains("1 outcomes of " + given + " have no scenario")
        .contains("1 lines of " + given + " are of wrong form");
    Path none = Files.write(temp.resolve("none.ndjson"), List.of(outcome(1, "a")));
    CommandRun without = run("budget", none, "--baseline", baseline);
    assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(without.err()).contains("must hold outcomes with a scenario");
  }
}
