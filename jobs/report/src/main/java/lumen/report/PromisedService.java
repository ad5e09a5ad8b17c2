package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run of the governance job told of one service. */
final class PromisedService {
  /** Lines of a kind that are listed. */
  static final int MOST_LISTED = 200;

  /** Points of a curve; of more every second goes. */
  private static final int MOST_POINTS = 2_000;

  private static final double PERCENT = 100;

  private final String name;
  private final SortedMap<String, List<double[]>> curves = new TreeMap<>();
  private final Deque<JsonNode> decisions = new ArrayDeque<>();
  private final Deque<JsonNode> evidence = new ArrayDeque<>();
  private final SortedMap<String, JsonNode> edges = new TreeMap<>();
  private final SwitchTrack rollback;
  private JsonNode card;
  private long cards;
  private long stride = 1;
  private long commanded;
  private long alerts;

  PromisedService(String name, double firstS) {
    this.name = name;
    rollback = new SwitchTrack(firstS, standing("watch"));
  }

  private static SwitchTrack.Standing standing(String state) {
    return switch (state) {
      case "advised" -> new SwitchTrack.Standing("state-E3", state);
      case "commanded" -> new SwitchTrack.Standing("state-E4", state);
      case "held", "refused" -> new SwitchTrack.Standing("mode-none", state);
      default -> new SwitchTrack.Standing("state-E2", state);
    };
  }

  void card(double ts, JsonNode line) {
    card = line;
    if (cards++ % stride == 0) {
      point("maturity", ts, line.at("/maturity/score"), 1);
      point("return", ts, line.at("/roi/roi"), PERCENT);
      point("hit rate", ts, line.at("/figures/hit_rate/value"), PERCENT);
      point("p95", ts, line.at("/figures/p95_ms/value"), 1);
      point("p99", ts, line.at("/figures/p99_ms/value"), 1);
      point("spent", ts, line.at("/budget/spent"), 1);
      point("forecast", ts, line.at("/budget/forecast"), 1);
      line.path("slo")
          .properties()
          .forEach(
              slo -> point("left " + slo.getKey(), ts, slo.getValue().path("remaining"), PERCENT));
    }
  }

  private void point(String curve, double ts, JsonNode value, double factor) {
    if (!value.isNumber()) {
      return;
    }
    List<double[]> points = curves.computeIfAbsent(curve, key -> new ArrayList<>());
    points.add(new double[] {ts, factor * value.doubleValue()});
    if (points.size() > MOST_POINTS) {
      stride *= 2;
      curves.values().forEach(PromisedService::thin);
    }
  }

  private static void thin(List<double[]> points) {
    for (int i = points.size() - 1 - (points.size() - 1) % 2; i > 0; i -= 2) {
      points.remove(i - 1);
    }
  }

  void decision(double ts, JsonNode line) {
    keep(decisions, line);
    String state = line.path("state").asText();
    commanded += state.equals("commanded") ? 1 : 0;
    if (line.path("kind").asText().equals("rollback")) {
      rollback.turn(ts, standing(state));
    }
  }

  void entry(JsonNode line) {
    keep(evidence, line);
    boolean alert = line.path("kind").asText().equals("alert");
    alerts += alert && line.path("state").asText().equals("begin") ? 1 : 0;
  }

  /** Of one pair the newest holds. */
  void edge(JsonNode line) {
    edges.put(line.path("from").asText() + " \u2192 " + line.path("to").asText(), line);
  }

  private static void keep(Deque<JsonNode> all, JsonNode one) {
    all.addLast(one);
    if (all.size() > MOST_LISTED) {
      all.removeFirst();
    }
  }

  String name() {
    return name;
  }

  /** The newest scorecard; missing where none was told. */
  JsonNode card() {
    return card == null ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : card;
  }

  /** Points of a curve; none where nothing was known. */
  List<double[]> curve(String curve) {
    return curves.getOrDefault(curve, List.of());
  }

  /** Curves whose names begin so. */
  SortedMap<String, List<double[]>> curvesOf(String prefix) {
    return curves.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  /** The newest decisions, oldest first. */
  List<JsonNode> decisions() {
    return List.copyOf(decisions);
  }

  /** The newest evidence, oldest first. */
  List<JsonNode> evidence() {
    return List.copyOf(evidence);
  }

  SortedMap<String, JsonNode> edges() {
    return edges;
  }

  SwitchTrack rollback() {
    return rollback;
  }

  long commanded() {
    return commanded;
  }

  long alerts() {
    return alerts;
  }
}
