package lumen.watch.gate;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The recording rules of gates: {@code gate:condition} is 0 or 1 for each condition and tenant,
 * {@code gate:ok} is 1 while every tenant that has a bridge holds every condition, and 0 where
 * there is no such tenant.
 */
public final class GateRules {
  private static final Duration LONG = Duration.ofHours(1);

  /** Names of the field for conditions of the gate beta. */
  private static final Map<String, String> DAY =
      new TreeMap<>(
          Map.of(
              "fusion:coh_ok_24h", "coherence",
              "fusion:qrr_ok_24h", "q_r_ratio",
              "fusion:evidence_ok_24h", "evidence"));

  private static final String HEAD =
      """
      # Made from configs/gates.yaml; a test compares the two (mvn -pl jobs/watch -am test -Dlumen.regenerate=true).
      # gate:condition: value x coverage, 95 % of the samples of the window and one of now. No data is no 1.
      groups:
      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  private GateRules() {}

  /** The text of {@code gates.yml}. */
  public static String yaml(Gates gates) {
    GateRules rules = new GateRules();
    rules.group("lumen-gates", "15s");
    rules.rule(ConditionQuery.BRIDGES, "", "max by (tenant) (last_over_time(bridge_state[10m]))");
    rules.conditions(gates, false);
    rules.group("lumen-gates-days", "1m");
    rules.conditions(gates, true);
    rules.group("lumen-gates-open", "15s");
    gates.gates().values().forEach(rules::open);
    Gate beta = gates.gates().get("beta");
    DAY.forEach(
        (record, condition) -> {
          if (beta != null && beta.conditions().containsKey(condition)) {
            rules.rule(record, "", selector("beta", ",condition=\"" + condition + "\""));
          }
        });
    return rules.text.toString();
  }

  private void group(String name, String interval) {
    text.append("  - name: %s\n    interval: %s\n    rules:\n".formatted(name, interval));
  }

  private void rule(String record, String labels, String expression) {
    text.append("      - record: ").append(record).append('\n');
    if (!labels.isEmpty()) {
      text.append("        labels: {").append(labels).append("}\n");
    }
    text.append("        expr: ").append(expression).append('\n');
  }

  private void conditions(Gates gates, boolean ofDays) {
    for (Gate gate : gates.gates().values()) {
      for (GateCondition condition : gate.conditions().values()) {
        if (isLong(condition) == ofDays) {
          rule(
              "gate:condition",
              "gate: %s, condition: %s".formatted(gate.name(), condition.name()),
              new ConditionQuery(condition).holds());
        }
      }
    }
  }

  private static boolean isLong(GateCondition condition) {
    return condition.isOfRecords()
        || condition.window().map(Window::length).orElse(Duration.ZERO).compareTo(LONG) > 0;
  }

  private void open(Gate gate) {
    String ofTenants = selector(gate.name(), ",tenant!=\"\"");
    String ofJob = selector(gate.name(), ",tenant=\"\"");
    long forTenants = gate.conditionsOf(Scope.TENANT);
    long forJob = gate.conditionsOf(Scope.JOB);
    String job =
        forJob > 0
            ? "(sum(%s) == bool %d)".formatted(ofJob, forJob)
            : "(min(%s) or vector(1))".formatted(ofJob);
    String tenants =
        ("min((sum by (tenant) (%s) == bool %d) and on (tenant) %s)"
                + " * on () (count(%s) == bool count(%s and on (tenant) %s)) * on () ")
            .formatted(
                ofTenants,
                forTenants,
                ConditionQuery.BRIDGES,
                ConditionQuery.BRIDGES,
                ConditionQuery.BRIDGES,
                ofTenants);
    rule(
        "gate:ok",
        "gate: " + gate.name(),
        (forTenants > 0 ? tenants + job : job) + " or vector(0)");
  }

  private static String selector(String gate, String more) {
    return "gate:condition{gate=\"%s\"%s}".formatted(gate, more);
  }
}
