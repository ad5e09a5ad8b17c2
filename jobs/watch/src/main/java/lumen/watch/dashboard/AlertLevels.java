package lumen.watch.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.watch.rules.RuleFile.Rule;

/**
 * The levels of the alerts, so that what is red on a page is what wakes somebody.
 *
 * @param rules the shipped rules
 */
record AlertLevels(List<Rule> rules) {
  private static final Pattern LEVEL = Pattern.compile(" ([<>]) (-?\\d+(?:\\.\\d+)?)(?= |$)");

  AlertLevels {
    rules = List.copyOf(rules);
  }

  /** A level of an alert: above it, or below it. */
  private record Level(boolean above, double value, String colour) {}

  /** Colours by the levels of these alerts, all of which are above, or all below them. */
  List<Step> of(String... alerts) {
    List<Level> levels = new ArrayList<>();
    for (String alert : alerts) {
      List<Rule> found = rules.stream().filter(rule -> rule.name().equals(alert)).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("must be an alert of the rules: " + alert);
      }
      found.forEach(rule -> levels.add(level(rule)));
    }
    levels.sort(Comparator.comparingDouble(Level::value));
    boolean above = levels.get(0).above();
    if (levels.stream().anyMatch(level -> level.above() != above)) {
      throw new IllegalArgumentException(
          "must all be above, or all below: " + String.join(", ", alerts));
    }
    List<Step> steps = new ArrayList<>();
    double least = Double.NEGATIVE_INFINITY;
    if (above) {
      steps.add(new Step(least, Step.GOOD));
      levels.forEach(level -> steps.add(new Step(level.value(), level.colour())));
      return steps;
    }
    for (Level level : levels) {
      steps.add(new Step(least, level.colour()));
      least = level.value();
    }
    steps.add(new Step(least, Step.GOOD));
    return steps;
  }

  private static Level level(Rule rule) {
    Matcher level = LEVEL.matcher(rule.expr());
    if (!level.find()) {
      throw new IllegalArgumentException("must compare with a level: " + rule.name());
    }
    return new Level(
        level.group(1).equals(">"),
        Double.parseDouble(level.group(2)),
        rule.severity().equals("critical") ? Step.CRITICAL : Step.WARNING);
  }
}
