package lumen.ctl.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.Json;

/** What a simulated gateway did: counts that the accounts of the job have to meet exactly. */
public final class GatewayTruth {
  long requests;
  long repeated;
  long lost;
  long late;
  long doubled;
  long diverted;
  long tokens;

  /** Requests whose outcome was on its way when the log ended. */
  long waiting;

  final Map<String, Long> results = new TreeMap<>();
  final Map<String, Long> ran = new TreeMap<>();

  /** Requests, repeated ones among them. */
  public long requests() {
    return requests;
  }

  /** Tokens of all outcomes that came, doubled ones once. */
  public long tokens() {
    return tokens;
  }

  /** The counts by name. */
  public ObjectNode json() {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("requests", requests)
        .put("repeated", repeated)
        .put("lost", lost)
        .put("late", late)
        .put("doubled", doubled)
        .put("diverted", diverted)
        .put("waiting", waiting)
        .put("tokens", tokens);
    results.forEach(node.putObject("results")::put);
    ran.forEach(node.putObject("ran")::put);
    return node;
  }
}
