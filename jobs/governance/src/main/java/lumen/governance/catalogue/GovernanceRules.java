package lumen.governance.catalogue;

import java.util.List;
import java.util.stream.Stream;
import lumen.settings.ConfigValues;
import lumen.settings.Rule;

/** What must hold between keys of {@code governance.yaml}. */
final class GovernanceRules {
  private static final double ALL_WEIGHTS = 100;
  private static final double ROUNDING = 1e-9;
  private static final long MINUTE_S = 60;
  private static final long HOUR_S = 3600;

  /** Windows up to that are of minutes, longer ones of whole hours. */
  private static final long LONGEST_OF_MINUTES_S = 6 * HOUR_S;

  private static final String[] WEIGHTS =
      Stream.of("deploys", "latency", "errors", "availability", "cache", "cost")
          .map(name -> "maturity." + name + ".weight")
          .toArray(String[]::new);

  static final List<Rule> ALL =
      List.of(
          rising("budget.thresholds"),
          rising("canary.pairs"),
          rising("canary.p"),
          Rule.error(
              "as many levels p as looks, one at least",
              v -> size(v, "canary.pairs") == size(v, "canary.p") && size(v, "canary.p") > 0,
              "canary.p",
              "canary.pairs"),
          below("slo.availability.alert", "slo.availability.objective"),
          below("slo.cache.alert", "slo.cache.objective"),
          below("slo.latency_p99.ms", "slo.latency_p99.alert_ms"),
          Rule.error(
              "slo.errors.alert beyond what slo.errors.objective leaves",
              v -> v.real("slo.errors.alert") + v.real("slo.errors.objective") > 100 + ROUNDING,
              "slo.errors.alert",
              "slo.errors.objective"),
          burn("page_fast"),
          burn("page_slow"),
          burn("ticket_fast"),
          burn("ticket_slow"),
          below("roi.warn", "roi.pass"),
          notAbove("roi.min_days", "roi.window_days"),
          Rule.error("the weights sum to 100", GovernanceRules::weightsSum, WEIGHTS),
          below("policy.low_hit", "policy.high_hit"),
          notAbove("policy.ttl.min_s", "policy.ttl.max_s"),
          notAbove("policy.spend_low", "policy.spend_high"),
          notAbove("rollback.min_s", "rollback.max_s"),
          Rule.error(
              "rollback.auto_on within rollback.on",
              v -> list(v, "rollback.on").containsAll(list(v, "rollback.auto_on")),
              "rollback.auto_on",
              "rollback.on"));

  private GovernanceRules() {}

  private static Rule below(String low, String high) {
    return Rule.error(low + " < " + high, v -> v.real(low) < v.real(high), low, high);
  }

  private static Rule notAbove(String low, String high) {
    return Rule.error(low + " <= " + high, v -> v.real(low) <= v.real(high), low, high);
  }

  private static Rule rising(String path) {
    return Rule.error(path + " rising", v -> isRising(list(v, path)), path);
  }

  private static Rule burn(String name) {
    String longS = "slo.burn." + name + ".long_s";
    String shortS = "slo.burn." + name + ".short_s";
    return Rule.error(
        shortS + " < " + longS + ", whole minutes, beyond 6 h whole hours",
        v -> v.real(shortS) < v.real(longS) && isWindow(v, longS) && isWindow(v, shortS),
        longS,
        shortS);
  }

  private static boolean isWindow(ConfigValues values, String path) {
    long seconds = values.whole(path);
    return seconds % (seconds <= LONGEST_OF_MINUTES_S ? MINUTE_S : HOUR_S) == 0;
  }

  private static List<?> list(ConfigValues values, String path) {
    return (List<?>) values.at(path).value();
  }

  private static int size(ConfigValues values, String path) {
    return list(values, path).size();
  }

  private static boolean isRising(List<?> numbers) {
    double before = Double.NEGATIVE_INFINITY;
    boolean rising = true;
    for (Object number : numbers) {
      double now = ((Number) number).doubleValue();
      rising &= now > before;
      before = now;
    }
    return rising;
  }

  private static boolean weightsSum(ConfigValues values) {
    double sum = 0;
    for (String weight : WEIGHTS) {
      sum += values.real(weight);
    }
    return Math.abs(sum - ALL_WEIGHTS) <= ROUNDING;
  }
}
