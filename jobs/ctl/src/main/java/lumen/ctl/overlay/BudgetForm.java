package lumen.ctl.overlay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import lumen.overlay.budget.BudgetVerdict;
import lumen.overlay.budget.BudgetVerdict.Outcome;
import lumen.overlay.gate.GateKind;
import lumen.terminal.Json;
import lumen.terminal.TextTable;

/**
 * Verdicts of a budget as text, as Markdown and as JSON.
 *
 * @param verdicts by scenario and overlay
 * @param outcome the worst of them
 * @param notes what was left out
 */
record BudgetForm(List<BudgetVerdict> verdicts, Outcome outcome, List<String> notes) {
  private static final String[] HEAD = {
    "scenario", "overlay", "n", "baseline", "tokens", "bound", "slow", "K", "quality", "verdict"
  };

  private static Object[] row(BudgetVerdict verdict) {
    var figures = verdict.figures();
    return new Object[] {
      verdict.scenario(),
      verdict.overlay(),
      figures.n(),
      figures.baselineN(),
      percent(figures.tokens().deltaPercent()),
      percent(figures.tokens().boundPercent()),
      figures.sums().overlay().overBlock(),
      verdict.blockAt() == 0 ? "-" : verdict.blockAt(),
      Double.isNaN(figures.quality().difference())
          ? "-"
          : String.format(Locale.ROOT, "%+.3f", figures.quality().difference()),
      word(verdict.outcome()) + gates(verdict)
    };
  }

  private static String gates(BudgetVerdict verdict) {
    StringBuilder names = new StringBuilder();
    for (GateKind kind : GateKind.values()) {
      if (!verdict.gates().get(kind).wireName().equals("ok")) {
        names.append(names.isEmpty() ? " " : ", ").append(kind.wireName());
      }
    }
    return names.toString();
  }

  private static String percent(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%+.1f %%", value);
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  void print(PrintWriter out) {
    TextTable table = new TextTable(HEAD);
    verdicts.forEach(verdict -> table.row(row(verdict)));
    table.print(out);
    notes.forEach(note -> out.println("note: " + note));
    out.println(word(outcome));
    out.flush();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("## Budget of overlays: " + word(outcome) + "\n\n");
    text.append("| ").append(String.join(" | ", HEAD)).append(" |\n|");
    text.append("---|".repeat(HEAD.length)).append('\n');
    for (BudgetVerdict verdict : verdicts) {
      text.append('|');
      for (Object cell : row(verdict)) {
        text.append(' ').append(String.valueOf(cell).replace("|", "\\|")).append(" |");
      }
      text.append('\n');
    }
    notes.forEach(note -> text.append("\n- ").append(note));
    return text.append(notes.isEmpty() ? "" : "\n").toString();
  }

  ObjectNode json() {
    ObjectNode root = Json.mapper().createObjectNode().put("verdict", word(outcome));
    ArrayNode all = root.putArray("overlays");
    for (BudgetVerdict verdict : verdicts) {
      var figures = verdict.figures();
      ObjectNode node =
          all.addObject()
              .put("scenario", verdict.scenario())
              .put("overlay", verdict.overlay())
              .put("n", figures.n())
              .put("baseline_n", figures.baselineN())
              .put("paired_n", figures.sums().paired().n());
      number(node, "delta_percent", figures.tokens().deltaPercent());
      number(node, "delta_bound_percent", figures.tokens().boundPercent());
      node.put("over_warn", figures.sums().overlay().overWarn())
          .put("over_block", figures.sums().overlay().overBlock());
      if (verdict.blockAt() == 0) {
        node.putNull("block_at");
      } else {
        node.put("block_at", verdict.blockAt());
      }
      number(node, "quality_delta", figures.quality().difference());
      number(node, "quality_bound", figures.qualityBound());
      ObjectNode gates = node.putObject("gates");
      for (GateKind kind : GateKind.values()) {
        gates.put(kind.wireName(), verdict.gates().get(kind).wireName());
      }
      node.put("verdict", word(verdict.outcome()));
    }
    notes.forEach(root.putArray("notes")::add);
    return root;
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
