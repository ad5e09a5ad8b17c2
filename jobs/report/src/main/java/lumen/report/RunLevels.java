package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run is judged by, as its summary tells: {@code levels.targets} and {@code levels.alerts}.
 *
 * @param all targets first, each in the order of the summary; none where it tells none
 */
record RunLevels(List<Level> all) {
  /** Of a run that tells none. */
  static final RunLevels NONE = new RunLevels(List.of());

  /** The budget of the phase where the run tells none: the default of bridge.yaml. */
  private static final double USUAL_BUDGET = 0.02;

  private static final String DRIFT = "bridge_phase_diff_mean";

  /** Copies the list. */
  RunLevels {
    all = List.copyOf(all);
  }

  /**
   * One level.
   *
   * @param name key of a target, name and severity of an alert
   * @param metric plain name of the metric
   * @param bound the level
   * @param target whether it is to be reached; else it is not to be exceeded
   * @param bridged whether it is about the time in E2 and E3 alone
   */
  record Level(String name, String metric, double bound, boolean target, boolean bridged) {
    boolean isMetBy(double value) {
      return target ? value >= bound : value <= bound;
    }
  }

  /** Reads {@code levels} of a summary. */
  static RunLevels of(JsonNode levels) {
    List<Level> all = new ArrayList<>();
    for (JsonNode target : levels.path("targets")) {
      all.add(
          new Level(
              target.path("key").asText(),
              target.path("metric").asText(),
              target.path("at_least").asDouble(),
              true,
              target.path("bridged").asBoolean()));
    }
    for (JsonNode alert : levels.path("alerts")) {
      all.add(
          new Level(
              "%s (%s)".formatted(alert.path("alert").asText(), alert.path("severity").asText()),
              alert.path("metric").asText(),
              alert.path("above").asDouble(),
              false,
              false));
    }
    return new RunLevels(all);
  }

  /** The levels of a metric. */
  List<Level> of(String metric) {
    return all.stream().filter(level -> level.metric().equals(metric)).toList();
  }

  /** The phase difference in cycles that the bridge is allowed. */
  double driftBudget() {
    return of(DRIFT).stream().mapToDouble(Level::bound).findFirst().orElse(USUAL_BUDGET);
  }
}
