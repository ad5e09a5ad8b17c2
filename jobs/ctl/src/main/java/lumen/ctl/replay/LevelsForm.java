package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import lumen.fusion.level.AimedLevel;
import lumen.fusion.level.AlertThreshold;
import lumen.fusion.level.JudgedLevels;

/**
 * What a run is judged by, as its summary tells it: the levels of its configuration, so that a
 * report made later shows those that held.
 */
final class LevelsForm {
  private LevelsForm() {}

  static void put(JudgedLevels levels, ObjectNode node) {
    ArrayNode targets = node.putArray("targets");
    for (AimedLevel aim : levels.aims()) {
      targets
          .addObject()
          .put("key", aim.key())
          .put("metric", aim.metric())
          .put("at_least", aim.least())
          .put("bridged", aim.bridged());
    }
    ArrayNode alerts = node.putArray("alerts");
    for (AlertThreshold alert : levels.alerts()) {
      alerts
          .addObject()
          .put("alert", alert.alert())
          .put("key", alert.key())
          .put("metric", alert.metric())
          .put("above", alert.above())
          .put("severity", alert.critical() ? "critical" : "warning");
    }
  }
}
