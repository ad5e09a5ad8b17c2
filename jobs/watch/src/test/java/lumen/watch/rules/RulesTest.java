package lumen.watch.rules;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.terminal.LumenHome;
import lumen.watch.rules.Promtool.Verdict;
import lumen.watch.rules.RuleCase.Told;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.Test;

/** The rules of Prometheus, and whether they are tested. */
final class RulesTest {
  private static final Path DOCS = LumenHome.locate().root().resolve("docs/operations.md");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern SLO = Pattern.compile("slo=\"\\w+\"");
  private static final List<Rule> RECORDS = records();

  private static List<Rule> records() {
    try {
      return RuleFile.rulesOfAll().stream().filter(rule -> !rule.alert()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void promtoolTakesThemAndTheirTests() throws IOException {
    Promtool.require();
    List<String> rules = RuleFile.all().stream().map(file -> file.path().toString()).toList();
    Verdict checked =
        Promtool.run(
            RuleFile.FOLDER, Stream.concat(Stream.of("check", "rules"), rules.stream()).toList());
    assertThat(checked.good()).as(checked.said()).isTrue();
    List<String> red =
        RuleCase.files().parallelStream()
            .map(file -> Promtool.run(RuleFile.FOLDER, List.of("test", "rules", file.toString())))
            .filter(verdict -> !verdict.good())
            .map(Verdict::said)
            .toList();
    assertThat(red).isEmpty();
  }

  @Test
  void everyAlertHasACaseThatFiresAtItsStatedSecondAndANearMiss() throws IOException {
    List<RuleCase> cases = RuleCase.all();
    List<String> missing = new ArrayList<>();
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.alert() || rule.name().equals("Watchdog")) {
        continue;
      }
      String name = rule.name() + " " + rule.severity();
      if (cases.stream().noneMatch(one -> firesAtASecond(one, rule))) {
        missing.add(name + " must be silent one evaluation before a second, and fire at it");
      }
      if (cases.stream().noneMatch(one -> hasNearMiss(one, rule))) {
        missing.add(name + " must have a near miss that stays silent");
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean firesAtASecond(RuleCase one, Rule rule) {
    return about(one, rule)
        .filter(told -> told.fires(rule.severity()))
        .anyMatch(
            told ->
                about(one, rule)
                    .anyMatch(
                        before ->
                            before.second() == told.second() - one.everySeconds()
                                && !before.fires(rule.severity())));
  }

  private static Stream<Told> about(RuleCase one, Rule rule) {
    return one.told().stream().filter(told -> told.alert().equals(rule.name()));
  }

  /** Something of the same kind is in the input and does not fire, or the whole case is silent. */
  private static boolean hasNearMiss(RuleCase one, Rule rule) {
    List<Told> told = about(one, rule).toList();
    if (told.isEmpty()) {
      return false;
    }
    if (told.stream().noneMatch(at -> at.fires(rule.severity()))) {
      return hasSamplesOf(one, rule.expr());
    }
    Set<String> firing = new TreeSet<>();
    told.forEach(
        at ->
            at.firing().stream()
                .filter(labels -> labels.get("severity").equals(rule.severity()))
                .forEach(labels -> labels.forEach((k, v) -> firing.add(k + "=\"" + v + "\""))));
    return Stream.of(
            "tenant", "source", "instance", "job", "job_name", "task_name", "overlay", "golden")
        .flatMap(label -> values(one, label))
        .anyMatch(
            value ->
                !firing.contains(value)
                    && firing.stream()
                        .anyMatch(f -> f.startsWith(value.substring(0, value.indexOf('=') + 1))));
  }

  /** Silence where there is nothing is none: the input has what the rule reads, or its records. */
  private static boolean hasSamplesOf(RuleCase one, String expr) {
    Set<String> read = new TreeSet<>();
    read(expr, read);
    Matcher slo = SLO.matcher(expr);
    String label = slo.find() ? slo.group() : "";
    return one.series().stream()
        .filter(series -> !series.startsWith("sli:") || series.contains(label))
        .map(series -> series.replaceFirst("\\{.*", ""))
        .anyMatch(
            name -> read.contains(name) || (!label.isEmpty() && name.matches("sli:[a-z]+_ok")));
  }

  private static void read(String expr, Set<String> into) {
    NAME.matcher(expr)
        .results()
        .map(MatchResult::group)
        .filter(into::add)
        .forEach(
            name ->
                RECORDS.stream()
                    .filter(record -> record.name().equals(name))
                    .forEach(record -> read(record.expr(), into)));
  }

  private static Stream<String> values(RuleCase one, String label) {
    Pattern value = Pattern.compile("(?<=[{,])" + label + "=\"[^\"]*\"");
    return one.series().stream()
        .flatMap(series -> value.matcher(series).results().map(found -> found.group()));
  }

  @Test
  void everyRecordHasAValue() throws IOException {
    Set<String> asserted =
        RuleCase.all().stream().flatMap(one -> one.values().stream()).collect(toSet());
    List<String> missing =
        RuleFile.rulesOfAll().stream()
            .filter(rule -> !rule.alert())
            .filter(rule -> asserted.stream().noneMatch(value -> isOf(value, rule)))
            .map(rule -> rule.name() + rule.labels())
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean isOf(String value, Rule rule) {
    return (value + "{").startsWith(rule.name() + "{")
        && rule.labels().entrySet().stream()
            .allMatch(label -> value.contains(label.getKey() + "=\"" + label.getValue() + "\""));
  }

  @Test
  void everyAlertSaysWhatItIsAboutAndWhereToRead() throws IOException {
    String docs = Files.readString(DOCS);
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.alert()) {
        continue;
      }
      assertThat(rule.labels()).as(rule.name()).containsKeys("severity", "family", "scope");
      assertThat(rule.severity()).isIn("critical", "warning", "info", "none");
      assertThat(rule.labels().get("scope"))
          .isIn("job", "platform", "tenant", "source", "pipeline");
      assertThat(rule.annotations().get("summary")).as(rule.name()).isNotBlank();
      String url = rule.annotations().get("runbook_url");
      assertThat(url).startsWith("docs/operations.md#");
      assertThat(section(docs, url.substring(url.indexOf('#') + 1)))
          .as(rule.name())
          .contains("**Meaning.**", "**Impact.**", "**Diagnosis.**", "**Mitigation.**")
          .contains("`" + rule.name() + "`");
    }
  }

  private static String section(String docs, String anchor) {
    for (String section : docs.split("\n(?=#+ )", -1)) {
      String title = section.lines().findFirst().orElse("").replaceFirst("^#+ ", "");
      if (title.toLowerCase(Locale.ROOT).replace(' ', '-').equals(anchor)) {
        return section;
      }
    }
    throw new AssertionError("docs/operations.md must have the anchor #" + anchor);
  }

  @Test
  void burnRatesAreThoseOfTheirObjectives() throws IOException {
    List<Rule> rules = RuleFile.rulesOfAll();
    for (Rule objective : rules) {
      if (!objective.name().equals("slo:objective:ratio")) {
        continue;
      }
      String slo = objective.labels().get("slo");
      double ratio = Double.parseDouble(objective.expr().replaceAll("[^0-9.]", ""));
      String left = ratio == 0.985 ? "0.015" : ratio == 0.999 ? "0.001" : "0.01";
      assertThat(1 - ratio).as(slo).isCloseTo(Double.parseDouble(left), within(1e-9));
      for (Map.Entry<String, String> tier :
          Map.of("fast", "14.4 * " + left, "slow", "6 * " + left, "leak", left).entrySet()) {
        assertThat(rules)
            .as(slo + " " + tier.getKey())
            .anyMatch(
                rule ->
                    tier.getKey().equals(rule.labels().get("burn"))
                        && rule.expr()
                            .matches(
                                ".*\\{slo=\""
                                    + slo
                                    + "\"} > "
                                    + Pattern.quote(tier.getValue())
                                    + " and .*\\{slo=\""
                                    + slo
                                    + "\"} > "
                                    + Pattern.quote(tier.getValue())));
      }
    }
  }
}
