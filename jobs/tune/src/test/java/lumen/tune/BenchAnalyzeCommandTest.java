package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.CommandRun;
import lumen.fusion.settings.LumenSettings;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchAnalyzeCommandTest {
  @TempDir private Path folder;
  private Path config;
  private Path bench;

  @BeforeEach
  void prepare() throws IOException {
    config = Files.createDirectory(folder.resolve("configs"));
    bench = folder.resolve("bench.ndjson");
  }

  private CommandRun analyze(String... options) {
    List<String> all = new ArrayList<>(List.of("bench", "analyze", bench.toString()));
    all.addAll(List.of("--config", config.toString()));
    all.addAll(List.of(options));
    return TuneRun.of(all.toArray(String[]::new));
  }

  /** As many equal lines. */
  private void lines(int n, String tenant, String metrics) throws IOException {
    StringBuilder lines = new StringBuilder(Files.exists(bench) ? Files.readString(bench) : "");
    for (int i = 0; i < n; i++) {
      lines.append(
          "{\"ts\":%d.000000,\"tenant\":\"%s\",%s}%n".formatted(1_000 + i, tenant, metrics));
    }
    Files.writeString(bench, lines);
  }

  private JsonNode json(String... options) throws IOException {
    String[] all = new String[options.length + 1];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--json";
    CommandRun run = analyze(all);
    assertThat(run.err()).isEmpty();
    return Json.mapper().readTree(run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\"bridge_phase_diff_mean\":0.03~kp +10 %",
        "\"bridge_phase_diff_mean\":0.02~",
        "\"bridge_entropy_ratio\":0.19~kd +10 %",
        "\"fusion_entropy_ratio\":0.19~kd +10 %",
        "\"bridge_entropy_ratio\":0.1,\"fusion_entropy_ratio\":0.19~",
        "\"bridge_sync_quality\":0.84~ki +10 %",
        "\"fusion_sync_quality\":0.84~ki +10 %",
        "\"bridge_sync_quality\":0.86~",
        "\"fusion_align_q\":0.0019,\"fusion_align_r\":0.001~q -10 %",
        "\"fusion_align_q\":0.0026,\"fusion_align_r\":0.001~q -10 %,r +10 %",
        "\"fusion_align_q\":0.0001,\"fusion_align_r\":0.001~r -10 %",
        "\"fusion_align_q\":0.001,\"fusion_align_r\":0.001~",
        "\"bridge_tick_ms\":209~tick +8 ms",
        "\"bridge_tick_ms\":191~tick -8 ms",
        "\"bridge_tick_ms\":207~",
        "\"bridge_tick_jitter_ms\":26,\"bridge_phase_diff_mean\":0.2,\"fusion_align_q\":0.002,"
            + "\"fusion_align_r\":0.001~hint,q -10 %",
        "\"bridge_tick_jitter_ms_p95\":26,\"bridge_sync_quality\":0.2~hint",
        "\"fusion_coherence_level\":0.5~",
      })
  void figureRecommends(String metrics, String expected) throws IOException {
    lines(40, "a", metrics);
    BenchFigures figures = BenchFigures.of(List.of(bench), 90);
    List<String> titles =
        new BenchRules(figures.all(), LumenSettings.defaults())
            .advise().stream().map(Advice::title).toList();
    assertThat(String.join(",", titles)).isEqualTo(expected == null ? "" : expected);
  }

  /** One value in ten above the budget: the mean is fine, the p95 is not. */
  @Test
  void rareErrorsRecommendHalfAStep() throws IOException {
    lines(36, "a", "\"bridge_phase_diff_mean\":0.01");
    lines(4, "a", "\"bridge_phase_diff_mean\":0.03");
    JsonNode one = json().at("/recommendations/0");
    assertThat(one.get("subject").textValue()).isEqualTo("kp");
    assertThat(one.get("by").textValue()).isEqualTo("+5 %");
    assertThat(one.get("reason").textValue())
        .isEqualTo("p95 0.03, above 0.02: it is too slow at times");
  }

  @Test
  void lockThatDoesNotHoldShowsInTheFifthPercentile() throws IOException {
    lines(36, "a", "\"bridge_sync_quality\":0.95");
    lines(4, "a", "\"bridge_sync_quality\":0.5");
    assertThat(json().at("/recommendations/0/reason").textValue())
        .isEqualTo("p05 0.5, below 0.8: the lock does not hold");
  }

  @Test
  void limitsAreThoseOfTheConfig() throws IOException {
    Files.writeString(config.resolve("bridge.yaml"), "phase: {drift_budget: 0.05}\n");
    lines(40, "a", "\"bridge_phase_diff_mean\":0.03");
    assertThat(json().get("recommendations")).isEmpty();
  }

  @Test
  void patchLeadsFromTheConfigInForce() throws IOException {
    Files.writeString(config.resolve("bridge.yaml"), "phase: {gain: {kp: 0.5}}\n");
    lines(40, "stage_a", "\"bridge_phase_diff_mean\":0.03,\"bridge_tick_ms\":209");
    Path patch = folder.resolve("patch.json");
    assertThat(analyze("--out", patch.toString()).out()).contains("written  " + patch);
    JsonNode changes = Json.mapper().readTree(patch.toFile());
    assertThat(changes).hasSize(3);
    assertThat(changes.get(0).toString())
        .isEqualTo(
            "{\"file\":\"bridge.yaml\",\"key\":\"phase.gain.kp\",\"from\":0.5,\"to\":\"+10 %\","
                + "\"why\":\"bridge_phase_diff_mean of stage_a: mean 0.03, above 0.02: the loop is"
                + " too slow on average\"}");
    assertThat(changes.get(1).get("to").toString())
        .isEqualTo("[[0,0.385],[0.1,0.363],[0.2,0.308],[0.3,0.242]]");
    assertThat(changes.get(2).get("to").textValue()).isEqualTo("+8 ms");

    CommandRun applied =
        TuneRun.of("autopatch", patch.toString(), "--config", config.toString(), "--yes");
    assertThat(applied.err()).isEmpty();
    assertThat(config.resolve("bridge.yaml"))
        .hasContent("phase: {gain: {kp: 0.55}}\nloop:\n  tick_ms: 208\n");
    assertThat(config.resolve("risk_autotune.yaml"))
        .hasContent("kp_curve: [[0, 0.385], [0.1, 0.363], [0.2, 0.308], [0.3, 0.242]]\n");
  }

  @Test
  void timeOutsideOfALockDoesNotCount() throws IOException {
    lines(40, "a", "\"bridge_state\":1,\"bridge_phase_diff_mean\":0.3");
    lines(40, "a", "\"bridge_state\":2,\"bridge_phase_diff_mean\":0.01");
    JsonNode json = json();
    assertThat(json.get("recommendations")).isEmpty();
    assertThat(json.at("/figures/0/max").doubleValue()).isEqualTo(0.3);
  }

  @Test
  void runThatNeverLockedIsJudgedByAllOfIt() throws IOException {
    lines(40, "a", "\"bridge_state\":1,\"bridge_phase_diff_mean\":0.3");
    JsonNode json = json();
    assertThat(json.at("/recommendations/0/subject").textValue()).isEqualTo("kp");
    assertThat(json.at("/notes/0").textValue()).contains("hardly ever in E2 or E3");
  }

  @Test
  void tenantsThatDisagreeChangeNothing() throws IOException {
    lines(40, "a", "\"bridge_tick_ms\":230");
    lines(40, "b", "\"bridge_tick_ms\":170");
    assertThat(json().at("/recommendations/0/reason").textValue())
        .isEqualTo("tenants disagree about tick (a: +8 ms, b: -8 ms): no change");
  }

  private static final String FUSED = "\"fusion_mode\":0,\"fusion_coherence_level\":%s,";

  /** At weights 0.7 and 0.3 a fused 0.8 beside URE's 0.86 means sensors of 0.66. */
  @Test
  void weakSensorsBelowTheTargetGiveUreMoreWeight() throws IOException {
    lines(40, "a", FUSED.formatted(0.8) + "\"ure_coherence_level\":0.86");
    Path patch = folder.resolve("patch.json");
    JsonNode json = json("--out", patch.toString());
    assertThat(json.at("/recommendations/0").toString())
        .isEqualTo(
            "{\"subject\":\"weights\",\"by\":\"+0.05\",\"tenant\":\"a\",\"metric\":"
                + "\"fusion_coherence_level\",\"value\":0.8,\"reason\":\"p95 0.8, below the target"
                + " 0.87, and the sensors' own level is below URE's\"}");
    assertThat(TuneRun.of("autopatch", patch.toString(), "--config", config + "", "--yes").err())
        .isEmpty();
    assertThat(config.resolve("fusion.yaml"))
        .hasContent("weights:\n  ure: 0.75\n  sensors: 0.25\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{ure: 0.88, sensors: 0.12}~0.9 0.1",
        "{ure: 0.6, sensors: 0.2}~0.65 0.15",
        "{ure: 0.7, sensors: 0.12}~0.75 0.1",
        "{ure: 0.9, sensors: 0.1}~",
      })
  void weightsStayWithinTheirBounds(String weights, String expected) throws IOException {
    Files.writeString(config.resolve("fusion.yaml"), "weights: " + weights + "\n");
    lines(40, "a", FUSED.formatted(0.8) + "\"ure_coherence_level\":0.86");
    JsonNode json = json();
    if (expected == null) {
      assertThat(json.get("changes")).isEmpty();
      assertThat(json.at("/recommendations/0/reason").textValue())
          .endsWith("weights.ure is 0.9 already, its most: no change");
      return;
    }
    assertThat(json.at("/changes/0/to") + " " + json.at("/changes/1/to")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"fusion_mode\":0,\"fusion_coherence_level\":0.8,\"ure_coherence_level\":0.75",
        "\"fusion_mode\":0,\"fusion_coherence_level\":0.88,\"ure_coherence_level\":0.95",
        "\"fusion_mode\":1,\"fusion_coherence_level\":0.8,\"ure_coherence_level\":0.9",
        "\"fusion_mode\":0,\"fusion_coherence_level\":0.8",
      })
  void otherwiseWeightsStay(String metrics) throws IOException {
    lines(40, "a", metrics);
    assertThat(json().get("recommendations")).isEmpty();
  }

  @Test
  void weightsStayWhereSensorsLeadInAnotherTenant() throws IOException {
    lines(40, "a", FUSED.formatted(0.8) + "\"ure_coherence_level\":0.86");
    lines(40, "b", FUSED.formatted(0.8) + "\"ure_coherence_level\":0.7");
    JsonNode json = json();
    assertThat(json.get("changes")).isEmpty();
    assertThat(json.at("/recommendations/0/reason").textValue())
        .isEqualTo(
            "tenants disagree about weights (a: URE is the higher side, b: the sensors are): no"
                + " change");
  }

  @Test
  void targetsAreJudgedByTheConfigInAllLinesAndInThoseOfALock() throws IOException {
    Files.writeString(config.resolve("fusion.yaml"), "fusion: {target_coherence: 0.9}\n");
    Files.writeString(config.resolve("bridge.yaml"), "loop: {target_coherence: 0.6}\n");
    lines(40, "a", "\"bridge_state\":1,\"fusion_coherence_level\":0.89");
    lines(40, "a", "\"bridge_state\":2,\"fusion_coherence_level\":0.59");
    lines(40, "b", "\"fusion_coherence_level\":0.95,\"fusion_harmony_index\":0.87");
    assertThat(json().get("targets"))
        .extracting(
            of ->
                of.get("key").textValue()
                    + ' '
                    + of.get("tenant").textValue()
                    + ' '
                    + of.get("p95")
                    + ' '
                    + of.get("reached"))
        .containsExactly(
            "fusion.target_coherence a 0.89 false",
            "fusion.target_coherence b 0.95 true",
            "fusion.target_harmony b 0.87 false",
            "loop.target_coherence a 0.59 false");
    assertThat(analyze().out()).contains("fusion.target_coherence  b").contains("reached");
  }

  @Test
  void tooFewValuesRecommendNothing() throws IOException {
    lines(19, "a", "\"bridge_phase_diff_mean\":0.3");
    JsonNode json = json();
    assertThat(json.get("recommendations")).isEmpty();
    assertThat(json.at("/notes/0").textValue()).startsWith("fewer than 20 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"ts\":1,\"tenant\":\"a\"}\n", "{\"a\":1}\n"})
  void logWithoutAMetricIsNoData(String text) throws IOException {
    Files.writeString(bench, text);
    CommandRun run = analyze();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines("lumenctl: no data: no line with a metric in " + bench);
  }

  @Test
  void tableAndReasonsFitTheTerminal() throws IOException {
    lines(
        40,
        "a tenant with a long name \\u001b[31m",
        "\"bridge_phase_diff_mean\":0.031234567,\"bridge_tick_jitter_ms\":31,\"fusion_align_q\":0.002,"
            + "\"fusion_align_r\":0.001");
    String out = analyze().out();
    assertThat(out.lines()).allMatch(line -> line.length() <= 100);
    assertThat(out)
        .doesNotContain("\u001b")
        .contains("0.03123")
        .contains("hint       bridge_tick_jitter_ms of")
        .contains("note: q and r of the config are where the filters start");
  }

  @Test
  void configWithErrorsIsToldWithItsFindings() throws IOException {
    Files.writeString(config.resolve("bridge.yaml"), "lop: {}\n");
    lines(40, "a", "\"bridge_tick_ms\":200");
    CommandRun run = analyze();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("bridge.yaml:1:1 lop: must be a known key");
  }
}
