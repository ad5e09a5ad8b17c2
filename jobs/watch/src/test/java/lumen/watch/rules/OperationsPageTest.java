package lumen.watch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.terminal.LumenHome;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.Test;

/** What docs/operations.md promises in numbers is what the rules say. */
final class OperationsPageTest {
  private static final Pattern COMPARED =
      Pattern.compile("(?:[<>]=?|==) (?:bool )?(?:([0-9.]+) \\* )?([0-9]+(?:\\.[0-9]+)?)");

  /** What says that something is, is bridged, or is no replay; and E4 by its name. */
  private static final Set<String> NOT_TOLD = Set.of("0", "1", "3600", "60000", "600000");

  private static final Map<String, String> WORDS =
      new TreeMap<>(Map.of("0.01", "1 %", "93600", "26 h"));

  private static Map<String, String> sections() throws IOException {
    String docs = Files.readString(LumenHome.locate().root().resolve("docs/operations.md"));
    Map<String, String> sections = new TreeMap<>();
    for (String section : docs.split("\n(?=#+ )", -1)) {
      String title = section.lines().findFirst().orElse("").replaceFirst("^#+ ", "");
      sections.put(title.toLowerCase(Locale.ROOT).replace(' ', '-'), section);
    }
    return sections;
  }

  @Test
  void levelWaitAndSeverityOfEachAlertStandInItsSection() throws IOException {
    Map<String, String> sections = sections();
    Map<String, Set<String>> severities = new TreeMap<>();
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (rule.alert()) {
        severities.computeIfAbsent(rule.name(), name -> new LinkedHashSet<>()).add(rule.severity());
      }
    }
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.alert() || rule.severity().equals("none")) {
        continue;
      }
      String section = sections.get(rule.annotations().get("runbook_url").replaceFirst(".*#", ""));
      String told = String.join(", ", severities.get(rule.name()));
      assertThat(section).as(rule.name()).contains("`%s` (%s)".formatted(rule.name(), told));
      if (rule.labels().containsKey("burn")) {
        continue;
      }
      String meaning =
          section.lines().filter(line -> line.startsWith("**Meaning.**")).findFirst().get();
      for (String level : levels(rule.expr())) {
        assertThat(meaning)
            .as(rule.name())
            .containsPattern("(?<![0-9.])" + Pattern.quote(level) + "(?![0-9])");
      }
      if (!rule.waits().isEmpty()) {
        assertThat(meaning).as(rule.name()).contains("for " + spelled(rule.waits()));
      }
    }
  }

  private static List<String> levels(String expr) {
    List<String> levels = new ArrayList<>();
    Matcher compared = COMPARED.matcher(expr);
    while (compared.find()) {
      String level = compared.group(2);
      if (!NOT_TOLD.contains(level)) {
        levels.add(WORDS.getOrDefault(level, level));
      }
    }
    return levels;
  }

  private static String spelled(String span) {
    return span.replace("m", " min").replaceFirst("([0-9])([sh])$", "$1 $2");
  }

  /** The table of objectives, and the sections of their burns, by indicator and objective. */
  @Test
  void objectivesAndTheirIndicatorsAreThoseOfTheRules() throws IOException {
    Map<String, String> sections = sections();
    String table = sections.get("objectives");
    Map<String, String> promised = new TreeMap<>();
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (rule.name().equals("slo:objective:ratio")) {
        double part = Double.parseDouble(rule.expr().replaceAll("[^0-9.]", ""));
        promised.put(
            rule.labels().get("slo"),
            String.format(Locale.ROOT, "%.3f", 100 * part).replaceAll("\\.?0+$", "") + " %");
      }
    }
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (!rule.name().startsWith("sli:")) {
        continue;
      }
      String slo = rule.labels().get("slo");
      String row =
          table.lines().filter(line -> line.startsWith("| " + slo + " |")).findFirst().get();
      assertThat(row).as(slo).endsWith("| " + promised.get(slo) + " |");
      assertThat(sections.get(slo + "-slo-burn")).as(slo).contains("(" + promised.get(slo) + ": ");
      Matcher level = Pattern.compile("[<>]=? bool ([0-9.]+)").matcher(rule.expr());
      if (level.find() && !level.group(1).equals("0")) {
        assertThat(row).as(slo).contains(level.group(1));
        assertThat(sections.get(slo + "-slo-burn")).as(slo).contains(level.group(1));
      }
    }
  }

  @Test
  void tiersOfBurningAreThoseOfTheRules() throws IOException {
    String said = sections().get("objectives");
    Pattern tier =
        Pattern.compile(
            "ratio_rate(\\w+)\\{[^}]*} > (?:([0-9.]+) \\* )?[0-9.]+ and .*ratio_rate(\\w+)\\{");
    int seen = 0;
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (rule.labels().containsKey("burn")) {
        Matcher burn = tier.matcher(rule.expr());
        assertThat(burn.find()).as(rule.expr()).isTrue();
        String factor = burn.group(2) == null ? "1" : burn.group(2);
        assertThat(said)
            .as(rule.name())
            .contains(
                "%s (%s x, %s and %s, %s)"
                    .formatted(
                        rule.labels().get("burn"),
                        factor,
                        days(burn.group(1)),
                        days(burn.group(3)),
                        rule.severity()));
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(21);
  }

  private static String days(String span) {
    return span.replaceFirst("m$", " min").replaceFirst("([0-9])([hd])$", "$1 $2");
  }
}
