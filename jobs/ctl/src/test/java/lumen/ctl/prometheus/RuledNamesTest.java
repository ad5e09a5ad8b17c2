package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lumen.fusion.level.AlertThreshold;
import lumen.fusion.level.JudgedLevels;
import lumen.fusion.settings.SettingsLoader;
import lumen.terminal.LumenHome;
import lumen.watch.rules.RuleFile;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.Test;

/** Rules and dashboards of Prometheus, held against what the job tells and judges by. */
final class RuledNamesTest {
  private static Set<String> unknown(Stream<String> expressions) throws IOException {
    Set<String> known = ReadNames.known();
    Set<String> unknown = new TreeSet<>();
    expressions.flatMap(ReadNames::of).filter(name -> !known.contains(name)).forEach(unknown::add);
    return unknown;
  }

  @Test
  void everyNameOfARuleIsToldBySomebody() throws IOException {
    assertThat(unknown(RuleFile.rulesOfAll().stream().map(Rule::expr))).isEmpty();
  }

  @Test
  void everyNameOnADashboardIsToldBySomebody() throws IOException {
    List<String> all = ShippedPages.expressions();
    assertThat(all).hasSizeGreaterThan(80);
    assertThat(unknown(all.stream())).isEmpty();
    assertThat(unknown(all.stream().map(expr -> expr.replace("fusion_nis", "fusion_nos"))))
        .containsExactly("fusion_nos");
  }

  @Test
  void levelsAreThoseThatReportsJudgeBy() throws IOException {
    Path shipped = LumenHome.locate().root().resolve("configs");
    List<Rule> rules = RuleFile.rulesOfAll();
    for (AlertThreshold level : JudgedLevels.of(SettingsLoader.load(shipped)).alerts()) {
      String severity = level.critical() ? "critical" : "warning";
      assertThat(rules)
          .as(level.toString())
          .anyMatch(
              rule ->
                  rule.name().equals(level.alert())
                      && rule.severity().equals(severity)
                      && (rule.expr() + " ").contains(" > " + level.above() + " "));
    }
  }
}
