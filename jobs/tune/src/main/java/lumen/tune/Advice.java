package lumen.tune;

import java.util.Optional;
import lumen.tune.NewValue.Difference;

/**
 * A recommendation.
 *
 * @param subject what to change; empty: nothing, it is a hint
 * @param by by how much
 * @param tenant the tenant whose figure it rests on; empty: the whole process
 * @param metric the metric
 * @param value the figure
 * @param reason one line with the figure and the limit
 */
record Advice(
    Optional<Parameter> subject,
    Optional<Difference> by,
    String tenant,
    String metric,
    double value,
    String reason) {

  /** What to do: {@code kp +10 %}. */
  String title() {
    return subject.isEmpty() ? "hint" : subject.get().word() + " " + by.orElseThrow().text();
  }

  /** The metric, the tenant and the reason: what a patch says why. */
  String why() {
    String whose = tenant.isEmpty() ? "" : " of " + OneLine.of(tenant, 40);
    return OneLine.of(metric, 60) + whose + ": " + reason;
  }

  static Advice of(
      Parameter subject, Difference by, String tenant, String metric, double value, String reason) {
    return new Advice(Optional.of(subject), Optional.of(by), tenant, metric, value, reason);
  }

  static Advice hint(String tenant, String metric, double value, String reason) {
    return new Advice(Optional.empty(), Optional.empty(), tenant, metric, value, reason);
  }
}
