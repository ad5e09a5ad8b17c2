package lumen.ctl.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lumen.jobs.JobKind;
import lumen.overlay.breaker.BreakerMove;
import lumen.overlay.gate.GateKind;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.route.KeptRoutes;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.TenantView;
import lumen.overlay.tenant.TenantView.BreakerView;
import lumen.overlay.tenant.TenantView.LaneView;
import lumen.runtime.state.StateShape;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/**
 * The tenants of a savepoint of the overlay job as text and as JSON.
 *
 * @param savepoint URI
 * @param tenants sorted by name
 */
record OverlayListing(String savepoint, List<TenantView> tenants) {
  private static final String NONE = "-";

  /**
   * The tenants of a savepoint.
   *
   * @param savepoint URI of its folder
   * @param settings those that it was made with
   * @throws CommandFailure if it cannot be read, is of another job or of other settings
   */
  static OverlayListing read(String savepoint, OverlaySettings settings) throws IOException {
    List<TenantView> views = new ArrayList<>();
    KeptTenants.read(
            JobKind.OVERLAY, OverlayOperator.ROUTE, savepoint, new StateShape(settings.shaping()))
        .forEach((tenant, parts) -> views.add(KeptRoutes.view(tenant, settings.tenant(), parts)));
    return new OverlayListing(savepoint, views);
  }

  /** The tables, at most as wide as {@link TextTable#WIDTH}; times are UTC. */
  void print(PrintWriter out) {
    out.println(savepoint);
    if (tenants.isEmpty()) {
      out.println("holds no tenant");
    }
    for (TenantView tenant : tenants) {
      out.println();
      out.println("tenant " + tenant.tenant());
      out.printf(
          "clock %s, flags %s, %d requests wait%s%s%n",
          time(tenant.clockMicros()),
          tenant.flags(),
          tenant.waiting(),
          tenant.blind() ? ", blind: outcomes are lost" : "",
          tenant.orders() ? ", a command waits for its time" : "");
      breakers(tenant, out);
      gates(tenant, out);
    }
  }

  private static void breakers(TenantView tenant, PrintWriter out) {
    TextTable table = new TextTable("breaker of", "state", "generation", "half open at");
    for (BreakerView breaker : tenant.breakers()) {
      table.row(
          breaker.overlay(),
          breaker.state().wireName(),
          breaker.generation(),
          breaker.untilMicros() == BreakerMove.NEVER ? NONE : time(breaker.untilMicros()));
    }
    out.println();
    table.print(out);
  }

  private static void gates(TenantView tenant, PrintWriter out) {
    TextTable table = new TextTable("gates of", "overlay", "tokens", "latency", "quality");
    for (LaneView lane : tenant.lanes()) {
      table.row(
          lane.scenario(),
          lane.overlay(),
          lane.gates().get(GateKind.TOKENS).wireName(),
          lane.gates().get(GateKind.LATENCY).wireName(),
          lane.gates().get(GateKind.QUALITY).wireName());
    }
    out.println();
    table.print(out);
  }

  /** The form that {@code state show --help} describes. */
  ObjectNode json() {
    ObjectNode root = Json.mapper().createObjectNode().put("savepoint", savepoint);
    ArrayNode all = root.putArray("tenants");
    for (TenantView tenant : tenants) {
      ObjectNode node =
          all.addObject()
              .put("tenant", tenant.tenant())
              .put("log", tenant.log())
              .put(
                  "clockMicros",
                  tenant.clockMicros() == Long.MIN_VALUE ? null : tenant.clockMicros())
              .put("flags", tenant.flags())
              .put("waiting", tenant.waiting())
              .put("blind", tenant.blind())
              .put("orders", tenant.orders());
      ArrayNode breakers = node.putArray("breakers");
      for (BreakerView breaker : tenant.breakers()) {
        breakers
            .addObject()
            .put("overlay", breaker.overlay())
            .put("state", breaker.state().wireName())
            .put("generation", breaker.generation())
            .put(
                "untilMicros",
                breaker.untilMicros() == BreakerMove.NEVER ? null : breaker.untilMicros());
      }
      ArrayNode lanes = node.putArray("gates");
      for (LaneView lane : tenant.lanes()) {
        ObjectNode gates =
            lanes.addObject().put("scenario", lane.scenario()).put("overlay", lane.overlay());
        for (GateKind kind : GateKind.values()) {
          gates.put(kind.wireName(), lane.gates().get(kind).wireName());
        }
      }
    }
    return root;
  }

  private static String time(long micros) {
    return micros == Long.MIN_VALUE
        ? NONE
        : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
