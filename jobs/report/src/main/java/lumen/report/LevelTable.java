package lumen.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run beside the levels it is judged by, for the page and for the terminal. */
final class LevelTable {
  private static final int MOST_ROWS = 40;

  /** A tenant and how it kept a level. */
  private record Row(String tenant, LevelCount count) {
    String name() {
      RunLevels.Level level = count.level();
      return level.name() + (level.bridged() ? " (in E2, E3)" : "");
    }

    String bound() {
      RunLevels.Level level = count.level();
      return (level.target() ? ">= " : "<= ") + level.bound();
    }

    String share() {
      return String.format(Locale.ROOT, "%.1f %%", 100 * count.share());
    }

    String verdict() {
      if (count.level().target()) {
        return count.isKept() ? "reached" : "missed";
      }
      return count.isKept() ? "kept" : "exceeded";
    }
  }

  private LevelTable() {}

  private static List<Row> rows(RunFigures run) {
    List<Row> rows = new ArrayList<>();
    for (String name : run.names()) {
      run.tenant(name).ifPresent(of -> add(rows, name, of.levels()));
      run.bridge(name).ifPresent(of -> add(rows, name, of.levels()));
    }
    return rows;
  }

  private static void add(List<Row> rows, String tenant, List<LevelCount> counts) {
    counts.stream()
        .filter(count -> count.count() > 0)
        .forEach(count -> rows.add(new Row(tenant, count)));
  }

  /** Writes the section of the page; nothing for a run that tells no levels. */
  static void write(RunFigures run, Html html) {
    List<Row> rows = rows(run);
    if (rows.isEmpty()) {
      return;
    }
    html.raw("<h2>Targets and alerts</h2>\n<p class=\"lead\">Levels that held in this run, and ");
    html.raw("the share of the values that met each. A target is reached where the 95th ");
    html.raw("percentile is: one value in twenty at least is as high. An alert's level is kept ");
    html.raw("where no value exceeds it; an alert goes off after a while above it.</p>");
    html.raw("<div class=\"scroll\"><table><thead><tr><th>tenant</th><th>target or alert</th>");
    html.raw(
        "<th class=\"n\">level</th><th class=\"n\">met by</th><th></th></tr></thead><tbody>\n");
    for (Row row : rows) {
      html.raw("<tr><th>").text(row.tenant()).raw("</th><td>").text(row.name());
      html.raw("</td><td class=\"n\">").text(row.bound()).raw("</td><td class=\"n\">");
      html.text(row.share());
      html.raw(
          row.count().isKept()
              ? "</td><td class=\"good\">\u2713 "
              : "</td><td class=\"bad\">\u2717 ");
      html.text(row.verdict()).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }

  /** Prints the targets; nothing for a run that tells none. */
  static void print(RunFigures run, PrintWriter out) {
    List<Row> rows = rows(run).stream().filter(row -> row.count().level().target()).toList();
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.printf("%-16s %-38s %8s %9s%n", "target", "", "level", "met by");
    for (Row row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
      out.printf(
          "%-16s %-38s %8s %9s  %s%n",
          RunTable.plain(row.tenant(), 16), row.name(), row.bound(), row.share(), row.verdict());
    }
    if (rows.size() > MOST_ROWS) {
      out.printf(Locale.ROOT, "... and %,d more%n", rows.size() - MOST_ROWS);
    }
    out.println("(reached: the 95th percentile is as high)");
  }
}
