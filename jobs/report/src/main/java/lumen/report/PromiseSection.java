package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** One service of the governance job: strips, plots, edges, decisions and evidence over time. */
final class PromiseSection {
  private final PromisedService service;
  private final TimeAxis axis;
  private final Html html;

  PromiseSection(PromisedService service, TimeAxis axis, Html html) {
    this.service = service;
    this.axis = axis;
    this.html = html;
  }

  void write(int number) {
    html.format(
        "<section class=\"tenant\" id=\"tenant-%d\" data-from=\"%s\" data-to=\"%s\">",
        number, axis.fromS(), axis.toS());
    html.raw("<h2>Service ").text(service.name()).raw("</h2>\n");
    html.raw("<div class=\"stack wide\">\n");
    Strips strips = new Strips(axis, html);
    strips.switches("rollback", service.rollback().until(axis.toS()));
    strips.ticks();
    plot("Maturity", "0 to 100, hourly", Map.of("maturity", service.curve("maturity")), 100);
    plot("Return", "percent of what was added", Map.of("return", service.curve("return")), 300);
    plot("Error budgets left", "percent of the month's", service.curvesOf("left "), 100);
    plot("Cache", "percent of lookups", Map.of("hit rate", service.curve("hit rate")), 100);
    plot("Latency", "ms of the hour", service.curvesOf("p9"), 100);
    plot(
        "Budget",
        "the month, in the currency of the books",
        Map.of("forecast", service.curve("forecast"), "spent", service.curve("spent")),
        1);
    new Strips(axis, html).ticks();
    html.raw("</div>\n");
    edges();
    lines("Decisions", service.decisions(), List.of("kind", "cause", "state"), "command");
    lines("Evidence", service.evidence(), List.of("rule", "state", "severity"), "values");
    html.raw("</section>\n");
  }

  private void plot(String title, String unit, Map<String, List<double[]>> curves, double least) {
    double low = 0;
    double high = least;
    for (List<double[]> points : curves.values()) {
      for (double[] point : points) {
        low = Math.min(low, point[1]);
        high = Math.max(high, point[1]);
      }
    }
    if (curves.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    Plot plot = new Plot(title, unit, new Scale(low, high, false), axis);
    int style = 1;
    for (String name : curves.keySet().stream().sorted().toList()) {
      plot.points(name.replace("left ", ""), "s" + style++, curves.get(name));
    }
    plot.write(html);
  }

  private void edges() {
    if (service.edges().isEmpty()) {
      return;
    }
    html.raw("<h3>Which figure follows which</h3>\n<p class=\"lead\">The newest of each pair:");
    html.raw(" correlation orders proposals, measured is the effect of a change.</p>\n");
    html.raw("<div class=\"scroll\"><table><thead><tr><th>edge</th><th>kind</th>");
    html.raw("<th class=\"n\">lag h</th><th class=\"n\">r</th><th class=\"n\">q</th>");
    html.raw("<th class=\"n\">weight</th></tr></thead><tbody>\n");
    service
        .edges()
        .forEach(
            (pair, edge) -> {
              html.raw("<tr><th>").text(pair).raw("</th><td>").text(edge.path("kind").asText());
              for (String field : List.of("lag_h", "r", "q", "weight")) {
                html.raw("</td><td class=\"n\">").text(PromiseTable.number(edge.path(field), 1));
              }
              html.raw("</td></tr>\n");
            });
    html.raw("</tbody></table></div>\n");
  }

  private void lines(String title, List<JsonNode> lines, List<String> columns, String last) {
    if (lines.isEmpty()) {
      return;
    }
    html.raw("<h3>").text(title).raw("</h3>\n");
    if (lines.size() == PromisedService.MOST_LISTED) {
      html.format("<p class=\"lead\">The newest %d.</p>", PromisedService.MOST_LISTED);
    }
    html.raw("<div class=\"scroll\"><table><thead><tr><th>UTC</th>");
    columns.forEach(column -> html.raw("<th>").text(column).raw("</th>"));
    html.raw("<th>").text(last).raw("</th></tr></thead><tbody>\n");
    for (JsonNode line : lines) {
      html.raw("<tr><td class=\"when\">").text(axis.utc(line.path("ts").asDouble()));
      for (String column : columns) {
        html.raw("</td><td>").text(line.path(column).asText("").replace("null", ""));
      }
      JsonNode more = line.path(last);
      html.raw("</td><td>").text(more.isNull() ? "" : more.toString()).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }
}
