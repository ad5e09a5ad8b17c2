package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import lumen.terminal.TextTable;
import lumen.terminal.Wrapped;

/** The result of a run of the governance job for the terminal, at most 100 columns wide. */
final class PromiseTable {
  private static final int WIDTH = 30;

  private PromiseTable() {}

  static void print(PromiseFigures run, Path report, PrintWriter out) {
    TextTable services =
        new TextTable("service", "maturity", "return %", "spent %", "alerts", "commanded");
    TextTable targets = new TextTable("target", "service", "is", "verdict");
    for (PromisedService service : run.services()) {
      JsonNode card = service.card();
      String name = RunTable.plain(service.name(), WIDTH);
      services.row(
          name,
          number(card.at("/maturity/score"), 1),
          number(card.at("/roi/roi"), 100),
          number(card.at("/budget/used"), 100),
          service.alerts(),
          service.commanded());
      for (ServiceTarget target : ServiceTarget.ALL) {
        targets.row(
            target.words(),
            name,
            number(card.path(target.field()), 1),
            target.of(card).name().toLowerCase(Locale.ROOT));
      }
    }
    services.print(out);
    out.println();
    targets.print(out);
    out.println();
    out.println("  " + report + "  <- open this one");
    run.notes().forEach(note -> Wrapped.print("note: ", note, out));
  }

  /** A number with two digits; a dash where it is not known. */
  static String number(JsonNode value, double factor) {
    return value.isNumber()
        ? String.format(Locale.ROOT, "%.2f", factor * value.doubleValue())
        : "\u2013";
  }
}
