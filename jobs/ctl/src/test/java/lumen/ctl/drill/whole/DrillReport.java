package lumen.ctl.drill.whole;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lumen.terminal.TextTable;

/** The table of a drill, for the terminal and as a page of its own. */
final class DrillReport {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Lumen: the drill</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
        color: #1b1b1b; background: #fff }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
      th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
      .no { font-weight: bold; color: #a40000 }
      svg { width: 100%; height: 5rem; background: #f6f6f6 }
      polyline { fill: none; stroke: #05507a; stroke-width: 1.5; vector-effect: non-scaling-stroke }
      </style>
      """;

  /**
   * What Prometheus has of a series.
   *
   * @param title what it is
   * @param seconds since the drill began
   * @param values as many
   */
  record Series(String title, List<Double> seconds, List<Double> values) {}

  private DrillReport() {}

  static void print(List<DrillRow> rows, PrintWriter out) {
    TextTable table = new TextTable("#", "step", "measured and limits", "verdict");
    for (DrillRow row : rows) {
      table.row(
          row.number(),
          row.step(),
          row.measured().stream()
              .map(DrillRow.Measured::toString)
              .collect(Collectors.joining(", ")),
          row.verdict());
    }
    table.print(out);
    for (DrillRow row : rows) {
      row.why().forEach(why -> out.printf("%d: %s%n", row.number(), why));
    }
    out.flush();
  }

  static void write(List<DrillRow> rows, List<Series> series, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, html(rows, series));
  }

  static String html(List<DrillRow> rows, List<Series> series) {
    StringBuilder page = new StringBuilder(HEAD);
    long passed = rows.stream().filter(DrillRow::passed).count();
    page.append(
        "<h1>The drill</h1>\n<p>%d of %d steps passed.</p>\n".formatted(passed, rows.size()));
    page.append(
        "<table><tr><th>#</th><th>step</th><th>measured and limits</th><th>verdict</th></tr>\n");
    for (DrillRow row : rows) {
      String measured =
          row.measured().stream()
              .map(DrillRow.Measured::toString)
              .collect(Collectors.joining("<br>"));
      String why = row.why().stream().map(DrillReport::escaped).collect(Collectors.joining("<br>"));
      page.append(
          "<tr><td>%d</td><td>%s</td><td>%s</td><td%s>%s%s</td></tr>\n"
              .formatted(
                  row.number(),
                  escaped(row.step()),
                  measured,
                  row.passed() ? "" : " class=\"no\"",
                  row.verdict(),
                  why.isEmpty() ? "" : "<br>" + why));
    }
    page.append("</table>\n");
    series.forEach(one -> page.append(plot(one)));
    return page.append("</html>\n").toString();
  }

  private static String plot(Series one) {
    double last = one.seconds().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double most = one.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < one.values().size(); i++) {
      double x = 1_000 * one.seconds().get(i) / Math.max(1, last);
      double y = 100 - 95 * one.values().get(i) / Math.max(1e-9, most);
      points.append("%.1f,%.1f ".formatted(x, y));
    }
    return "<h2>%s</h2>\n<p>up to %.4g, %.0f s</p>\n<svg viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\"><polyline points=\"%s\"/></svg>\n"
        .formatted(escaped(one.title()), most, last, points.toString().strip());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
