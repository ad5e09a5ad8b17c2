package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * What a figure of a service's scorecard has to come to.
 *
 * @param metric its name among the metrics
 * @param field its name in a scorecard
 * @param atMost whether it may be that much at most, or must be at least
 * @param bound the target
 */
record ServiceTarget(String metric, String field, boolean atMost, double bound) {
  /** All that are shown. */
  static final List<ServiceTarget> ALL =
      List.of(
          new ServiceTarget("lumen_manual_share", "manual_share", true, 0.30),
          new ServiceTarget("lumen_alert_precision", "alert_precision", false, 0.90),
          new ServiceTarget("lumen_policy_success_ratio", "policy_success_ratio", false, 0.80));

  /** How a scorecard stands to a target. */
  enum Verdict {
    KEPT,
    MISSED,
    UNKNOWN
  }

  /** The target in words. */
  String words() {
    return String.format(Locale.ROOT, "%s %s %.2f", metric, atMost ? "\u2264" : "\u2265", bound);
  }

  /** Whether it is kept; a figure that nobody knows keeps and misses nothing. */
  Verdict of(JsonNode card) {
    JsonNode value = card.path(field);
    if (!value.isNumber()) {
      return Verdict.UNKNOWN;
    }
    double is = value.doubleValue();
    return (atMost ? is <= bound : is >= bound) ? Verdict.KEPT : Verdict.MISSED;
  }
}
