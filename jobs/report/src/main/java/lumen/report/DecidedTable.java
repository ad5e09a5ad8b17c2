package lumen.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import lumen.terminal.TextTable;
import lumen.terminal.Wrapped;

/** The result of a run of the overlay job for the terminal, at most 100 columns wide. */
final class DecidedTable {
  private static final int WIDTH = 40;

  private DecidedTable() {}

  static void print(DecidedFigures run, Path report, PrintWriter out) {
    TextTable tenants =
        new TextTable("tenant", "decided", "opened", "blocked", "missing", "diverted", "accounts");
    for (DecidedTenant tenant : run.tenants()) {
      SortedMap<String, Long> account = tenant.account();
      tenants.row(
          RunTable.plain(tenant.name(), WIDTH),
          tenant.decided(),
          tenant.opened(),
          tenant.blocked(),
          account.getOrDefault("missing", 0L),
          account.getOrDefault("diverted", 0L),
          DecidedReport.closes(account) ? "close" : "do not close");
    }
    tenants.print(out);
    out.println();
    counts("given", run.given(), out);
    counts("because", run.because(), out);
    out.println();
    out.println("  " + report + "  <- open this one");
    run.notes().forEach(note -> Wrapped.print("note: ", note, out));
  }

  private static void counts(String title, SortedMap<String, Long> counts, PrintWriter out) {
    TextTable table = new TextTable(title, "requests");
    counts.forEach((name, count) -> table.row(RunTable.plain(name, WIDTH), count));
    table.print(out);
  }
}
