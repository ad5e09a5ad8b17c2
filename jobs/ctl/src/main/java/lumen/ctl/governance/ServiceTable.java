package lumen.ctl.governance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import lumen.terminal.TextTable;
import lumen.terminal.Wrapped;

/** The result of a run of the governance job for the terminal, at most 100 columns wide. */
public final class ServiceTable {
  private static final double PERCENT = 100;
  private static final String UNKNOWN = "-";

  private ServiceTable() {}

  /**
   * Prints the table.
   *
   * @param summary of the run
   * @param folder where its files are
   */
  public static void print(JsonNode summary, Path folder, PrintWriter out) {
    TextTable services =
        new TextTable("service", "steps", "maturity", "ROI", "budget %", "SLOs in breach");
    summary
        .path("services")
        .properties()
        .forEach(
            service ->
                services.row(
                    service.getKey(),
                    service.getValue().path("steps").asLong(),
                    number(service.getValue().path("maturity"), 1),
                    service.getValue().path("roi").asText(UNKNOWN),
                    number(service.getValue().path("budget_used"), PERCENT),
                    breaches(service.getValue().path("slo"))));
    services.print(out);
    out.println();
    TextTable decisions = new TextTable("decisions", "times");
    summary
        .path("decisions")
        .properties()
        .forEach(each -> decisions.row(each.getKey(), each.getValue().asLong()));
    decisions.print(out);
    out.println();
    out.println("  " + folder.resolve("scorecard.ndjson"));
    out.println("  " + folder.resolve("evidence.ndjson"));
    summary.path("notes").forEach(note -> Wrapped.print("note: ", note.asText(), out));
  }

  private static String number(JsonNode value, double times) {
    return value.isNumber()
        ? String.format(Locale.ROOT, "%.1f", value.asDouble() * times)
        : UNKNOWN;
  }

  private static String breaches(JsonNode slos) {
    StringBuilder names = new StringBuilder();
    slos.properties()
        .forEach(
            slo -> {
              if (slo.getValue().asText().equals("breach")) {
                names.append(names.isEmpty() ? "" : ", ").append(slo.getKey());
              }
            });
    return names.isEmpty() ? UNKNOWN : names.toString();
  }
}
