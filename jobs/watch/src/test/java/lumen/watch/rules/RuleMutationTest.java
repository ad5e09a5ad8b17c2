package lumen.watch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of rules can fail: a rule that is changed turns them red. */
final class RuleMutationTest {
  private static final Pattern WINDOW = Pattern.compile("\\[(\\d+)([smhd])(:\\w+)?]");
  private static final Pattern BY = Pattern.compile("by \\(\\w+\\) ");
  private static final Pattern QUANTILE = Pattern.compile("quantile_over_time\\((0\\.\\d+)");
  private static final Pattern LEVEL =
      Pattern.compile("(?<=[<>=*] |bool |_min\\(|, )(\\d+(?:\\.\\d+)?)(?![\\w.:\\]\"])");

  @TempDir private Path temp;

  @Test
  void oneOfEachKindIsNoticed() throws IOException {
    Promtool.require();
    notice(
        List.of(
            mutant("FusionStreamLoss", "expr", "> 30", "> 36"),
            mutant("BridgeSyncQualityLow", "expr", "< 0.85", "< 0.851"),
            mutant("BridgePhaseDriftHigh", "expr", " and on (tenant) lumen:bridged == 1", ""),
            mutant("CheckpointFailing", "expr", "[30s]", "[40s]"),
            mutant("TenantNotReady", "expr", "by (tenant)", "by (instance)"),
            mutant("JobNotReady", "expr", "3600", "5400"),
            mutant("JobLost", "expr", "< 600000", "< 900000"),
            new RuleMutant(rule("LumenScrapeDown"), "for", "25s"),
            new RuleMutant(rule("FusionFailover"), "keep_firing_for", ""),
            new RuleMutant(rule("BridgeRolledBack"), "severity", "warning"),
            mutant("bridge:phase_diff_mean_5m", "expr", "[5m]", "[10m]"),
            mutant("fusion:q_r_ratio", "expr", " > 0", " >= 0"),
            mutant("slo:error:ratio_rate6h", "expr", "360", "3600"),
            mutant("lumen:bridged", "expr", ">= bool 2", ">= bool 1"),
            mutant("OverlayBlind", "expr", " and on () overlay:live", ""),
            mutant("OverlayQualityLow", "expr", "< -0.02", "< -0.03"),
            mutant("overlay:latency_p95_ms", "expr", "success|failure|timeout", ".+"),
            mutant("ROI_Degradation", "expr", "< 300", "<= 300"),
            mutant("Cache_HitRate_Low", "expr", " and on () governance:live", ""),
            mutant("BudgetSpent90", "expr", ">= 90", "> 90"),
            new RuleMutant(rule("ROI_Degradation"), "for", "14m"),
            mutant("governance:live", "expr", "== 1", ">= 0"),
            mutant("GovernanceJobLost", "expr", "unless on (instance)", "unless on ()"),
            new RuleMutant(rule("GovernanceJobLost"), "for", "25s"),
            mutant("sli:decided_ok", "expr", "1000", "1001")));
  }

  /** Every level, quantile, window, label, wait, keeping and grouping of every rule. */
  @Test
  @Tag("drill")
  void everyOneIsNoticed() throws IOException {
    Promtool.require();
    List<RuleMutant> all = new ArrayList<>();
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.name().equals("Watchdog")) {
        mutants(rule).stream().filter(mutant -> !isTheSame(mutant)).forEach(all::add);
      }
    }
    notice(all);
  }

  /** More than 20 rejects are more than 1 % of 1 event, and of 1.5. */
  private static boolean isTheSame(RuleMutant mutant) {
    return mutant.rule().name().equals("RejectsHigh") && mutant.to().contains("[1m])), 1.5)");
  }

  private void notice(List<RuleMutant> mutants) throws IOException {
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < mutants.size(); i++) {
      if (!mutants.get(i).isNoticed(temp.resolve("m" + i))) {
        missed.add(mutants.get(i).toString());
      }
    }
    assertThat(missed).as("of %d mutants, not noticed", mutants.size()).isEmpty();
  }

  private static RuleMutant mutant(String name, String key, String from, String to)
      throws IOException {
    Rule rule = rule(name);
    assertThat(rule.expr()).contains(from);
    return new RuleMutant(rule, key, rule.expr().replace(from, to));
  }

  private static Rule rule(String name) throws IOException {
    return RuleFile.rulesOfAll().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no rule " + name));
  }

  private static List<RuleMutant> mutants(Rule rule) {
    Set<RuleMutant> all = new LinkedHashSet<>();
    Matcher window = WINDOW.matcher(rule.expr());
    while (window.find()) {
      long half = Math.max(1, Long.parseLong(window.group(1)) / 2);
      String unit = window.group(2);
      all.add(
          expr(
              rule,
              window,
              "["
                  + (half == Long.parseLong(window.group(1)) ? 3 : half)
                  + unit
                  + (window.group(3) == null ? "" : window.group(3))
                  + "]"));
    }
    Matcher quantile = QUANTILE.matcher(rule.expr());
    while (quantile.find()) {
      double other = 1 - Double.parseDouble(quantile.group(1));
      String to = String.format(Locale.ROOT, "quantile_over_time(%.2f", other);
      all.add(expr(rule, quantile, to));
    }
    Matcher level = LEVEL.matcher(rule.expr());
    while (level.find()) {
      double value = Double.parseDouble(level.group(1));
      all.add(expr(rule, level, Double.toString(value * 1.5 + (value == 0 ? 1 : 0))));
    }
    Matcher by = BY.matcher(rule.expr());
    while (by.find()) {
      all.add(expr(rule, by, ""));
    }
    rule.labels().keySet().forEach(label -> all.add(new RuleMutant(rule, label, "other")));
    if (!rule.waits().isEmpty()) {
      all.add(new RuleMutant(rule, "for", ""));
      all.add(new RuleMutant(rule, "for", "2h"));
    }
    // Burns keep firing alike; one of them is told how long.
    if (!rule.keeps().isEmpty() && !rule.labels().containsKey("burn")) {
      all.add(new RuleMutant(rule, "keep_firing_for", ""));
    }
    return List.copyOf(all);
  }

  private static RuleMutant expr(Rule rule, Matcher at, String to) {
    return new RuleMutant(
        rule, "expr", rule.expr().substring(0, at.start()) + to + rule.expr().substring(at.end()));
  }
}
