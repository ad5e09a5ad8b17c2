package lumen.tune;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedMap;
import lumen.terminal.TextTable;
import lumen.terminal.Wrapped;
import lumen.tune.Column.Figures;

/**
 * The result of an analysis, for people and for machines.
 *
 * @param figures by tenant and metric
 * @param aims how tenants stand beside the levels aimed at
 * @param advice the recommendations
 * @param changes what they mean for a config folder
 * @param notes what else is to be said
 */
record BenchReport(
    SortedMap<String, SortedMap<String, Figures>> figures,
    List<AimVerdict> aims,
    List<Advice> advice,
    List<Change> changes,
    List<String> notes) {

  void print(PrintWriter out) {
    TextTable table = new TextTable("TENANT", "METRIC", "N", "MEAN", "P05", "P95", "MIN", "MAX");
    figures.forEach(
        (tenant, metrics) -> metrics.forEach((metric, of) -> table.row(row(tenant, metric, of))));
    table.print(out);
    out.println();
    if (!aims.isEmpty()) {
      targets(out);
    }
    if (advice.isEmpty()) {
      out.println("nothing to change");
    }
    for (Advice one : advice) {
      Wrapped.print("%-11s".formatted(one.title()), one.why(), out);
    }
    notes.forEach(note -> Wrapped.print("note: ", note, out));
  }

  private void targets(PrintWriter out) {
    TextTable table = new TextTable("TARGET", "TENANT", "LEVEL", "P05", "P95", "");
    for (AimVerdict of : aims) {
      table.row(
          of.aim().key(),
          OneLine.of(of.tenant(), 20),
          Rounded.text(of.aim().least()),
          Rounded.text(of.figures().p05()),
          Rounded.text(of.figures().p95()),
          of.reached() ? "reached" : "missed");
    }
    table.print(out);
    out.println();
  }

  private static Object[] row(String tenant, String metric, Figures of) {
    return new Object[] {
      tenant.isEmpty() ? "-" : OneLine.of(tenant, 20),
      OneLine.of(metric, 50),
      of.n(),
      Rounded.text(of.mean()),
      Rounded.text(of.p05()),
      Rounded.text(of.p95()),
      Rounded.text(of.min()),
      Rounded.text(of.max())
    };
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("figures");
    figures.forEach(
        (tenant, metrics) -> metrics.forEach((metric, of) -> add(list, tenant, metric, of)));
    ArrayNode targets = root.putArray("targets");
    for (AimVerdict of : aims) {
      targets
          .addObject()
          .put("key", of.aim().key())
          .put("tenant", of.tenant())
          .put("level", of.aim().least())
          .put("p05", of.figures().p05())
          .put("p95", of.figures().p95())
          .put("reached", of.reached());
    }
    ArrayNode recommendations = root.putArray("recommendations");
    for (Advice one : advice) {
      recommendations
          .addObject()
          .put("subject", one.subject().map(Parameter::word).orElse("hint"))
          .put("by", one.by().map(NewValue::text).orElse(null))
          .put("tenant", one.tenant())
          .put("metric", one.metric())
          .put("value", one.value())
          .put("reason", one.reason());
    }
    root.set("changes", PatchFile.json(changes));
    notes.forEach(root.putArray("notes")::add);
    return root;
  }

  private static void add(ArrayNode list, String tenant, String metric, Figures of) {
    list.addObject()
        .put("tenant", tenant)
        .put("metric", metric)
        .put("n", of.n())
        .put("mean", of.mean())
        .put("p05", of.p05())
        .put("p95", of.p95())
        .put("min", of.min())
        .put("max", of.max());
  }
}
