package lumen.watch.gate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.watch.rules.RuleFile.Rule;

/**
 * How often there is a sample of a series: a record as often as its group is evaluated, all else as
 * it is scraped. A gate that assumes another number would take a third of a day for a day.
 *
 * @param scraped how often the job is scraped, such as {@code 5s}
 * @param recorded how often a record is made, by its name
 */
record SampleTimes(String scraped, Map<String, String> recorded) {
  SampleTimes {
    recorded = Map.copyOf(recorded);
  }

  /** Those of the rules that are shipped. */
  static SampleTimes of(String scraped, List<Rule> rules) {
    Map<String, String> recorded = new TreeMap<>();
    for (Rule rule : rules) {
      if (!rule.alert() && !rule.every().isEmpty()) {
        recorded.put(rule.name(), rule.every());
      }
    }
    return new SampleTimes(scraped, recorded);
  }

  /**
   * Checks that each window counts its samples as they come, or looks at them seldom enough.
   *
   * @throws IllegalArgumentException if one does not: which, and what it would have to be
   */
  void check(Gates gates) {
    for (Gate gate : gates.gates().values()) {
      for (GateCondition condition : gate.conditions().values()) {
        Window every = new Window(condition.every());
        String comes = comes(condition);
        if (condition.samplesNeeded() > 0
            && !condition.isOfRecords()
            && !ConditionQuery.looksAt(every)
            && !every.equals(new Window(comes))) {
          throw new IllegalArgumentException(
              "must be every: %s, as often as there is a sample of it (or from 1m on): gates.%s.conditions.%s every=%s"
                  .formatted(comes, gate.name(), condition.name(), condition.every()));
        }
      }
    }
  }

  private String comes(GateCondition condition) {
    String of = condition.take() == Take.SHARE ? condition.among() : condition.of();
    return recorded.getOrDefault(of.replaceFirst("\\{.*", ""), scraped);
  }
}
