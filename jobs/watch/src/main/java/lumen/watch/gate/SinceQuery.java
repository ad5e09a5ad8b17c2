package lumen.watch.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.watch.rules.RuleFile.Rule;

/**
 * How Prometheus is asked about what came since a moment, such as the first frame of a new version:
 * windows begin no sooner. A record that looks back further than that would mix both versions, so
 * what it is made of is asked for instead; and since it goes on when that has ended, the samples of
 * that are counted.
 *
 * @param rules the shipped rules, which say what a record is
 * @param age how long ago the moment was
 */
record SinceQuery(List<Rule> rules, Duration age) {
  private static final Pattern LOOKS_BACK = Pattern.compile("(\\w+)\\[([1-9][0-9]*[smhd])]");

  SinceQuery {
    rules = List.copyOf(rules);
  }

  ConditionQuery of(GateCondition condition) {
    if (!condition.take().covered() && condition.take() != Take.COUNT) {
      return new ConditionQuery(condition);
    }
    GateCondition since = condition.within(age);
    Optional<String> expr =
        rules.stream()
            .filter(rule -> !rule.alert() && rule.name().equals(condition.of()))
            .map(Rule::expr)
            .findFirst();
    Matcher back = LOOKS_BACK.matcher(expr.orElse(""));
    if (!back.find()) {
      return new ConditionQuery(since);
    }
    String of = back.group(1);
    Duration own = new Window(back.group(2)).length();
    if (own.compareTo(age) > 0) {
      return new ConditionQuery(since, back.replaceAll("$1[" + Window.of(age) + "]"), of);
    }
    Duration left = condition.take() == Take.NEWEST ? age : age.minus(own);
    boolean enough = left.compareTo(new Window(condition.every()).length()) >= 0;
    return new ConditionQuery(condition.within(enough ? left : age), "", of);
  }
}
