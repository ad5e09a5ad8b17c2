package lumen.ctl.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import lumen.terminal.TextTable;
import lumen.terminal.Wrapped;

/** The result of a run of the overlay job for the terminal, at most 100 columns wide. */
public final class RouteTable {
  private RouteTable() {}

  /**
   * Prints the table.
   *
   * @param summary of the run
   * @param folder where its files are
   */
  public static void print(JsonNode summary, Path folder, PrintWriter out) {
    TextTable tenants =
        new TextTable(
            "tenant", "requests", "success", "failure", "timeout", "missing", "waiting", "tokens");
    summary
        .path("tenants")
        .properties()
        .forEach(
            tenant ->
                tenants.row(
                    tenant.getKey(),
                    count(tenant.getValue(), "requests"),
                    count(tenant.getValue(), "success"),
                    count(tenant.getValue(), "failure"),
                    count(tenant.getValue(), "timeout"),
                    count(tenant.getValue(), "missing"),
                    count(tenant.getValue(), "waiting"),
                    count(tenant.getValue(), "tokens")));
    tenants.print(out);
    out.println();
    counts("given", summary.path("overlays"), out);
    counts("because", summary.path("reasons"), out);
    out.println();
    out.println("  " + folder.resolve("decisions.ndjson"));
    out.println("  " + folder.resolve("evidence.ndjson"));
    summary.path("notes").forEach(note -> Wrapped.print("note: ", note.asText(), out));
  }

  private static long count(JsonNode counts, String name) {
    return counts.path(name).asLong();
  }

  private static void counts(String title, JsonNode counts, PrintWriter out) {
    TextTable table = new TextTable(title, "requests");
    counts.properties().forEach(count -> table.row(count.getKey(), count.getValue().asLong()));
    table.print(out);
  }
}
