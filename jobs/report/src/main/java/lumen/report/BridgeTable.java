package lumen.report;

import java.io.PrintWriter;
import java.util.Locale;

/** The bridges of a run for the terminal: where each ended, and how it went. */
final class BridgeTable {
  private static final int MOST_BRIDGES = 20;
  private static final int WIDTH = 100;
  private static final String INDENT = " ".repeat(47);

  private BridgeTable() {}

  /** Prints a line for each bridge, nothing without any. */
  static void print(RunFigures run, PrintWriter out) {
    if (run.bridges().isEmpty()) {
      return;
    }
    out.println();
    out.printf(
        "%-16s %-12s %6s %9s  %s%n", "bridge", "at the end", "in E2", "mean |e|", "evidence");
    run.bridges().stream().limit(MOST_BRIDGES).forEach(bridge -> row(bridge, out));
    int rest = run.bridges().size() - MOST_BRIDGES;
    if (rest > 0) {
      out.printf(Locale.ROOT, "... and %,d more bridges%n", rest);
    }
    out.println("(in E2: share of the time; e: phase error of a tick in cycles)");
  }

  private static void row(BridgeFigures bridge, PrintWriter out) {
    double error = bridge.meanError();
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%-16s %-12s %5.0f%% %9s ",
            RunTable.plain(bridge.tenant(), 16),
            bridge.lastState().title(),
            100 * bridge.states().share(RunState.E2),
            Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%.4f", error)));
    String comma = "";
    for (String count : bridge.evidence().counts()) {
      line.append(comma);
      if (line.length() + 1 + count.length() >= WIDTH) {
        out.println(line);
        line = new StringBuilder(INDENT);
      }
      line.append(' ').append(count);
      comma = ",";
    }
    out.println(line.toString().stripTrailing());
  }
}
