package lumen.overlay.settings;

import java.util.List;
import lumen.settings.ConfigValues;
import lumen.settings.Rule;

/** What must hold between keys of {@code overlay.yaml}. */
final class OverlayRules {
  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "join.feed_lost_s < join.outcome_ttl_s",
              v -> v.real("join.feed_lost_s") < v.real("join.outcome_ttl_s"),
              "join.feed_lost_s",
              "join.outcome_ttl_s"),
          notAbove("breaker.open_s", "breaker.open_max_s"),
          notAbove("breaker.half_open_successes", "breaker.half_open_permits"),
          notAbove("breaker.share.min", "breaker.share.of"),
          Rule.error(
              "gates.windows_s in whole minutes, rising",
              OverlayRules::windowsRise,
              "gates.windows_s"),
          notAbove("gates.tokens.warn_percent", "gates.tokens.block_percent"),
          notAbove("gates.latency.warn_ms", "gates.latency.block_ms"),
          notAbove("gates.quality.warn", "gates.quality.block"));

  private OverlayRules() {}

  /** What is unset is neither above nor below. */
  private static Rule notAbove(String low, String high) {
    return Rule.error(low + " <= " + high, v -> !(v.real(low) > v.real(high)), low, high);
  }

  private static boolean windowsRise(ConfigValues values) {
    long before = 0;
    boolean rise = true;
    List<?> windows = (List<?>) values.at("gates.windows_s").value();
    for (Object window : windows) {
      long seconds = (Long) window;
      rise &= seconds > before && seconds % 60 == 0;
      before = seconds;
    }
    return rise && !windows.isEmpty();
  }
}
