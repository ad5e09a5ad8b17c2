package lumen.ctl.drill.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.fixtures.PrometheusTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DrillReportTest {
  private static DrillRow row(boolean injected, double seconds, List<String> unexpected) {
    return new DrillRow(
        3,
        "a < b",
        seconds,
        injected,
        List.of(DrillRow.Measured.time("frame", seconds, 15)),
        new ExpectedAlerts().begin(0),
        unexpected,
        List.of());
  }

  @Test
  void faultThatWasNotAppliedIsNoPass() {
    assertThat(row(true, 15, List.of()).verdict()).isEqualTo("PASS");
    assertThat(row(true, 15.1, List.of()).verdict()).isEqualTo("FAIL");
    assertThat(row(true, Double.NaN, List.of()).why()).containsExactly("frame never/15 s");
    assertThat(row(true, 1, List.of("JobLost")).why()).containsExactly("unexpected: JobLost");
    assertThat(row(false, 1, List.of()).verdict()).isEqualTo("NOT_INJECTED");
    assertThat(row(false, 1, List.of()).passed()).isFalse();
  }

  @Test
  void limitMayBeTheLeast() {
    DrillRow.Measured kept = new DrillRow.Measured("kept", 54.9, 55, "s", true);
    assertThat(kept.held()).isFalse();
    assertThat(kept).hasToString("kept 54.9, at least 55 s");
    assertThat(new DrillRow.Measured("kept", 55, 55, "s", true).held()).isTrue();
    assertThat(new DrillRow.Measured("kept", Double.NaN, 55, "s", true).held()).isFalse();
    assertThat(new DrillRow.Measured("memory", 301, 300, "MB", false).held()).isFalse();
  }

  @Test
  void whatIsLeftBehindIsNoPass() {
    DrillRow passed = row(true, 1, List.of());
    assertThat(passed.ended(List.of()).passed()).isTrue();
    assertThat(passed.ended(List.of("a mount is left")).why()).containsExactly("a mount is left");
  }

  @Test
  void pageAndTableSayWhy() {
    List<DrillRow> rows = List.of(row(true, 1, List.of()), row(true, 20, List.of("X<Y")));
    StringWriter said = new StringWriter();
    DrillReport.print(rows, new PrintWriter(said));
    assertThat(said.toString()).contains("frame 1.0/15 s", "PASS", "3: unexpected: X<Y");
    String page =
        DrillReport.html(
            rows, List.of(new DrillReport.Series("up", List.of(0.0, 5.0), List.of(1.0, 2.0))));
    assertThat(page)
        .contains("1 of 2 steps passed", "a &lt; b", "X&lt;Y", "points=\"0.0,52.5 1000.0,5.0\"")
        .doesNotContain("X<Y", "http");
  }

  /** A sabotage that changes nothing would prove nothing. */
  @ParameterizedTest
  @EnumSource(names = {"RULE_DELETED", "KEEP_FIRING_REMOVED", "FORCED_ALERT"})
  void sabotageOfRulesChangesThem(Sabotage sabotage) throws Exception {
    Path alerts = PrometheusTools.folder().resolve("rules/alerts.yml");
    String shipped = Files.readString(alerts);
    String changed = sabotage.rules(shipped);
    assertThat(changed).isNotEqualTo(shipped);
    assertThat(changed.contains("alert: FusionFailover"))
        .isEqualTo(sabotage != Sabotage.RULE_DELETED);
    assertThat(changed.contains("keep_firing_for"))
        .isEqualTo(sabotage != Sabotage.KEEP_FIRING_REMOVED);
    assertThat(changed.contains("alert: Forced")).isEqualTo(sabotage == Sabotage.FORCED_ALERT);
  }
}
