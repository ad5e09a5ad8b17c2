package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import lumen.rig.RigSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run beside the levels that its summary tells. */
class RunLevelsTest {
  private static final String LEVELS =
      """
      {"targets": [
        {"key": "fusion.target_coherence", "metric": "fusion_coherence_level", "at_least": 0.75, "bridged": false},
        {"key": "fusion.target_harmony", "metric": "fusion_harmony_index", "at_least": 0.95, "bridged": false},
        {"key": "loop.target_coherence", "metric": "fusion_coherence_level", "at_least": 0.75, "bridged": true}],
       "alerts": [
        {"alert": "BridgePhaseDriftHigh", "metric": "bridge_phase_diff_mean", "above": 0.07, "severity": "warning"},
        {"alert": "FusionPhaseDrift", "metric": "fusion_phase_diff_mean", "above": 0.0125, "severity": "critical"},
        {"alert": "FusionPhaseDriftFast", "metric": "fusion_phase_diff_mean", "above": 0.04, "severity": "critical"},
        {"alert": "FusionEntropyHigh", "metric": "fusion_entropy_ratio", "above": 0.09, "severity": "warning"},
        {"alert": "EntropySpike", "metric": "bridge_entropy_ratio", "above": 0.2, "severity": "warning"}]}
      """;

  @TempDir private Path dir;

  /** 1000 frames in 200 s, a tick with each; the bridge stands in E2 from 100 s to 120 s. */
  private void run(String levels) throws IOException {
    new SampleRun(dir).tenant("a", 1000).write();
    ObjectMapper json = new ObjectMapper();
    Path file = dir.resolve("summary.json");
    ObjectNode summary = (ObjectNode) json.readTree(file.toFile());
    if (!levels.isEmpty()) {
      summary.set("levels", json.readTree(levels));
    }
    Files.writeString(file, summary.toString());
    StringBuilder control = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      control.append(
          String.format(
              Locale.ROOT,
              "{\"ts\":%.1f,\"tenant\":\"a\",\"state\":\"%s\",\"tick_ms\":200,\"hz\":5,\"e\":0.01,"
                  + "\"kp\":0.3,\"ki\":0.08,\"kd\":0.1,\"sync_quality\":0.9,\"entropy_ratio\":%s}%n",
              RigSettings.START_S + i / 5.0,
              i >= 500 && i < 600 ? "E2" : "E1",
              i < 750 ? "0.1" : "0.3"));
    }
    Files.writeString(dir.resolve("control.ndjson"), control);
  }

  private String page() throws IOException {
    Path file = dir.resolve("report.html");
    RunReport.write(dir, Optional.empty(), file);
    return Files.readString(file);
  }

  private static String row(String name, String level, String share, String verdict) {
    return "<td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>%s</td></tr>"
        .formatted(
            name,
            level,
            share,
            verdict.equals("reached") || verdict.equals("kept")
                ? "<td class=\"good\">\u2713 " + verdict
                : "<td class=\"bad\">\u2717 " + verdict);
  }

  /** Of 900 known frames the coherence 0.5 + 0.5 sin(i / 200) is 0.75 from i = 105 to 523. */
  @Test
  void framesAndTicksStandBesideTheLevelsOfTheRun() throws IOException {
    run(LEVELS);
    assertThat(page())
        .contains("<h2>Targets and alerts</h2>")
        .contains(row("fusion.target_coherence", "&gt;= 0.75", "46.6 %", "reached"))
        .contains(row("fusion.target_harmony", "&gt;= 0.95", "0.0 %", "missed"))
        .contains(row("loop.target_coherence (in E2, E3)", "&gt;= 0.75", "24.0 %", "reached"))
        .contains(row("FusionPhaseDrift (critical)", "&lt;= 0.0125", "100.0 %", "kept"))
        .contains(row("FusionEntropyHigh (warning)", "&lt;= 0.09", "0.0 %", "exceeded"))
        .contains(row("EntropySpike (warning)", "&lt;= 0.2", "75.0 %", "exceeded"));
  }

  @Test
  void levelsAreDrawn() throws IOException {
    run(LEVELS);
    assertThat(page())
        .contains(">target 0.75</span>")
        .contains(">target 0.95</span>")
        .contains(">alerts 0.0125, 0.04</span>")
        .contains(">alert 0.09</span>")
        .contains(">alert 0.2</span>")
        .contains(">budget 0.07</span>")
        .doesNotContain(">budget 0.02</span>")
        .contains("of a budget of 0.07.");
  }

  @Test
  void targetsStandInTheTableOfTheTerminal() throws IOException {
    run(LEVELS);
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RunTable.print(RunFigures.read(dir, Optional.empty()), Optional.empty(), out);
    out.flush();
    assertThat(text.toString())
        .containsPattern("a +fusion.target_coherence +>= 0.75 +46.6 % {2}reached")
        .containsPattern("a +loop.target_coherence \\(in E2, E3\\) +>= 0.75 +24.0 % {2}reached")
        .doesNotContain("EntropySpike");
    assertThat(text.toString().lines().filter(line -> !line.contains("/")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void runThatTellsNoLevelsIsDrawnAsBefore() throws IOException {
    run("");
    assertThat(page())
        .doesNotContain("Targets and alerts")
        .doesNotContain(">target ")
        .contains(">budget 0.02</span>");
  }

  /** 95 of 100 below: the 95th percentile, the 95th value, is below too. */
  @Test
  void targetIsReachedByOneValueInTwenty() {
    LevelCount count = new LevelCount(new RunLevels.Level("k", "m", 0.5, true, false));
    for (int i = 0; i < 100; i++) {
      count.add(i < 95 ? 0.4 : 0.6);
    }
    assertThat(count.isKept()).isFalse();
    count.add(0.6);
    assertThat(count.share()).isEqualTo(6 / 101.0);
    assertThat(count.isKept()).as("the 96th of 101").isTrue();
    for (int i = 0; i < 19; i++) {
      count.add(0.4);
    }
    assertThat(count.isKept()).as("the 114th of 120").isFalse();
  }

  @Test
  void spansOfALockEndBeforeTheNextState() {
    LockedSpans spans = new LockedSpans();
    for (int i = 0; i < 40; i++) {
      spans.add(10 * i, 10 * i + 4);
      spans.add(10 * i + 4, 10 * i + 5);
    }
    assertThat(spans.has(-1)).isFalse();
    assertThat(spans.has(0)).isTrue();
    assertThat(spans.has(384.9)).isTrue();
    assertThat(spans.has(385)).isFalse();
    assertThat(spans.has(395)).isFalse();
    assertThat(new LockedSpans().has(0)).isFalse();
  }
}
