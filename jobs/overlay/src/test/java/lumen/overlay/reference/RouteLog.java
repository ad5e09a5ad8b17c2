package lumen.overlay.reference;

import java.util.ArrayList;
import java.util.List;

/** Writes lines of a log, in seconds. */
public final class RouteLog {
  private final List<String> lines = new ArrayList<>();

  /** A request of scenario {@code s}, with a confidence of 1. */
  public RouteLog request(double ts, String id) {
    return line(
        "{\"type\":\"request\",\"ts\":%s,\"request_id\":\"%s\",\"scenario_type\":\"s\",\"confidence\":1}"
            .formatted(ts, id));
  }

  /** An outcome of 100 ms and 1,000 tokens. */
  public RouteLog outcome(double ts, String id, String ran, String result) {
    return outcome(ts, id, ran, result, "\"latency_ms\":100,\"tokens\":1000");
  }

  /** An outcome with what it cost. */
  public RouteLog outcome(double ts, String id, String ran, String result, String cost) {
    return line(
        "{\"type\":\"outcome\",\"ts\":%s,\"request_id\":\"%s\",\"overlay\":\"%s\",\"result\":\"%s\",%s}"
            .formatted(ts, id, ran, result, cost));
  }

  /** A command at its place. */
  public RouteLog command(double ts, String id, String rest) {
    return line(
        "{\"type\":\"command\",\"ts\":%s,\"command\":{\"id\":\"%s\",\"author\":\"ann\",%s}}"
            .formatted(ts, id, rest));
  }

  /** Any line. */
  public RouteLog line(String line) {
    lines.add(line);
    return this;
  }

  /** The lines. */
  public List<String> lines() {
    return lines;
  }
}
