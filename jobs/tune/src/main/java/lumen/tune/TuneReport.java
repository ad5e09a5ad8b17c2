package lumen.tune;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import lumen.fusion.settings.LumenSettings;
import lumen.terminal.TextTable;

/** What the loop did beside what bridge.yaml aims at. */
final class TuneReport {
  private static final double MILLIS = 1e3;

  private final LoopRun run;
  private final LumenSettings settings;

  TuneReport(LoopRun run, LumenSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  void print(PrintWriter out) {
    TextTable table = new TextTable("FIGURE", "FOUND", "AIM", "FROM");
    for (Map.Entry<String, Column> ofTenant : run.ticks().entrySet()) {
      double mean = ofTenant.getValue().figures().mean();
      String whose = " of " + OneLine.of(ofTenant.getKey(), 40);
      row(table, "tick ms, mean" + whose, mean, settings.bridge().loop().tickMs(), "loop.tick_ms");
      double baseHz = settings.bridge().phase().gain().baseHz();
      row(table, "rate Hz" + whose, MILLIS / mean, baseHz, "phase.gain.base_hz");
    }
    double budget = settings.bridge().phase().driftBudget();
    row(table, "|e| cycles, mean", run.errors().mean(), budget, "phase.drift_budget");
    row(table, "|e| cycles, p95", run.errors().p95(), 1.5 * budget, "1.5 phase.drift_budget");
    row(table, "rho of errors", run.errors().rho(), 0, "damped");
    double warn = settings.risk().burnRateThresholds().entropy().warn();
    row(table, "entropy ratio, p95", p95(run.entropyRatios()), warn, "entropy.warn");
    row(table, "sync quality, p05", p05(run.syncQualities()), 0.80, "state E1");
    table.print(out);
    out.println();
    TextTable knots =
        new TextTable("CURVE", "ENTROPY", "ERRORS", "MEAN |E|", "P95 |E|", "RHO", "GAIN");
    knots(knots, "kp_curve", run.kp());
    knots(knots, "kd_curve", run.kd());
    knots.print(out);
  }

  private static void row(TextTable table, String name, double found, double aim, String from) {
    table.row(name, Rounded.text(found), Rounded.text(aim), from);
  }

  private static void knots(TextTable table, String name, CurveErrors errors) {
    for (int i = 0; i < errors.curve().points().size(); i++) {
      KnotErrors at = errors.at(i);
      table.row(
          name,
          Rounded.text(errors.curve().points().get(i).x()),
          at.size(),
          Rounded.text(at.mean()),
          Rounded.text(at.p95()),
          Rounded.text(at.rho()),
          Rounded.text(errors.curve().points().get(i).y()));
    }
  }

  private static double p95(Column column) {
    return column.isEmpty() ? Double.NaN : column.figures().p95();
  }

  private static double p05(Column column) {
    return column.isEmpty() ? Double.NaN : column.figures().p05();
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("lines", run.lines()).put("locked", run.locked());
    ObjectNode ticks = root.putObject("tick_ms_mean");
    run.ticks().forEach((tenant, column) -> ticks.put(tenant, column.figures().mean()));
    put(root, "e_mean", run.errors().mean());
    put(root, "e_p95", run.errors().p95());
    put(root, "e_rho", run.errors().rho());
    put(root, "entropy_ratio_p95", p95(run.entropyRatios()));
    put(root, "sync_quality_p05", p05(run.syncQualities()));
    put(root, "share_at_min_tick", run.shareAtMin());
    put(root, "share_at_max_tick", run.shareAtMax());
    return root;
  }

  /** A figure that is not known is null: JSON has no NaN. */
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
