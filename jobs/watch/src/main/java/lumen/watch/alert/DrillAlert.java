package lumen.watch.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import lumen.terminal.Json;

/**
 * An alert that tells of nothing but that alerts arrive.
 *
 * @param id tells one drill from another
 * @param begun when it began
 */
record DrillAlert(String id, Instant begun) {
  /** If nobody takes it back, it is over by itself. */
  private static final Duration AT_MOST = Duration.ofMinutes(5);

  /** The body by which it fires: an array, as version 2 of the API wants it. */
  String firing() {
    return body(begun.plus(AT_MOST));
  }

  /** The body by which it is over. */
  String over(Instant now) {
    return body(now);
  }

  private String body(Instant ends) {
    ObjectNode alert = Json.mapper().createObjectNode();
    alert
        .putObject("labels")
        .put("alertname", "[DRILL]")
        .put("drill", "yes")
        .put("drill_id", id)
        .put("severity", "warning")
        .put("family", "drill")
        .put("scope", "pipeline");
    alert
        .putObject("annotations")
        .put("summary", "[DRILL] nothing is wrong: somebody tests whether alerts arrive")
        .put("runbook_url", "docs/operations.md#drill");
    alert.put("startsAt", begun.toString());
    alert.put("endsAt", ends.toString());
    return Json.mapper().createArrayNode().add(alert).toString();
  }
}
