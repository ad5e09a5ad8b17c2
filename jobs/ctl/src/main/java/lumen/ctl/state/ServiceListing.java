package lumen.ctl.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.governance.ledger.KeptLedgers;
import lumen.governance.line.ServiceJson;
import lumen.governance.record.Fields;
import lumen.governance.run.GovernanceOperator;
import lumen.governance.settings.GovernanceSettings;
import lumen.jobs.JobKind;
import lumen.runtime.state.StateShape;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/**
 * The services of a savepoint of the governance job as text and as JSON.
 *
 * @param savepoint URI
 * @param services how they stand, by name
 */
record ServiceListing(String savepoint, SortedMap<String, Fields> services) {
  private static final String NONE = "-";
  private static final double MILLIS = 1e3;

  /**
   * The services of a savepoint.
   *
   * @param savepoint URI of its folder
   * @param settings those that it was made with
   * @throws CommandFailure if it cannot be read, is of another job or of other settings
   */
  static ServiceListing read(String savepoint, GovernanceSettings settings) throws IOException {
    SortedMap<String, Fields> services = new TreeMap<>();
    KeptTenants.read(
            JobKind.GOVERNANCE,
            GovernanceOperator.LEDGER,
            savepoint,
            new StateShape(settings.shaping()))
        .forEach(
            (service, parts) ->
                services.put(service, KeptLedgers.standing(service, settings, parts)));
    return new ServiceListing(savepoint, services);
  }

  /** A table, and the alerts of each service; times are UTC. */
  void print(PrintWriter out) {
    out.println(savepoint);
    if (services.isEmpty()) {
      out.println("holds no service");
      return;
    }
    TextTable table =
        new TextTable("service", "up to", "rollback", "policy", "hold", "commands wait", "alerts");
    services.forEach(
        (service, standing) -> {
          Map<String, Object> of = standing.values();
          table.row(
              service,
              of.get("last_ts") instanceof Double seconds
                  ? Instant.ofEpochMilli(Math.round(seconds * MILLIS)).toString()
                  : NONE,
              of.get("rollback"),
              of.get("policy"),
              Boolean.TRUE.equals(of.get("hold")) ? "yes" : "no",
              of.get("commands_pending"),
              ((List<?>) of.get("alerts")).size());
        });
    out.println();
    table.print(out);
    services.forEach(
        (service, standing) -> {
          for (Object alert : (List<?>) standing.values().get("alerts")) {
            out.println(service + ": " + alert);
          }
        });
  }

  /** The form that {@code state show --help} describes. */
  ObjectNode json() {
    ObjectNode root = Json.mapper().createObjectNode().put("savepoint", savepoint);
    ArrayNode all = root.putArray("tenants");
    services.forEach((service, standing) -> all.add(node(service, standing)));
    return root;
  }

  private static ObjectNode node(String service, Fields standing) {
    try {
      return (ObjectNode) Json.mapper().readTree(new ServiceJson(service).account(standing));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a service says must be JSON", e);
    }
  }
}
