package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The HTML report of a run of the governance job: targets, promises, money, and for each service
 * its course. One file that loads nothing.
 */
public final class PromiseReport {
  /** Services that have a section. */
  static final int MOST_SERVICES = 12;

  private final PromiseFigures run;
  private final Html html = new Html();

  private PromiseReport(PromiseFigures run) {
    this.run = run;
  }

  /**
   * Writes the report of a run.
   *
   * @param run what was read of its folder
   * @param file the report
   */
  public static void write(PromiseFigures run, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, new PromiseReport(run).page());
  }

  private String page() throws IOException {
    ReportPage.begin(html, "Lumen run " + run.dir().getFileName());
    head();
    notes();
    targets();
    promises();
    money();
    sections();
    html.raw(RunReport.resource("reading-governance.html"));
    ReportPage.end(html);
    return html.toString();
  }

  private void head() {
    html.raw("<header><h1>Lumen governance report</h1><p class=\"lead\">");
    html.text(String.valueOf(run.dir().getFileName()));
    if (!Double.isNaN(run.firstS())) {
      html.raw(" \u00B7 event time ").text(RunSummary.utc(run.firstS())).raw(" to ");
      html.text(RunSummary.utc(run.lastS())).raw(" UTC");
    }
    html.raw("</p></header>\n<div class=\"cards\">\n");
    card(run.services().size(), "services");
    card(run.services().stream().mapToLong(PromisedService::alerts).sum(), "alerts");
    card(run.services().stream().mapToLong(PromisedService::commanded).sum(), "commanded");
    if (!Double.isNaN(run.seconds())) {
      html.raw("<div class=\"card\"><b>");
      html.text(String.format(Locale.ROOT, "%,.1f s", run.seconds()));
      html.raw("</b><span>run time</span></div>\n");
    }
    html.raw("</div>\n");
  }

  private void card(long value, String label) {
    html.format("<div class=\"card\"><b>%,d</b><span>", value).text(label);
    html.raw("</span></div>\n");
  }

  private void notes() {
    if (run.notes().isEmpty()) {
      return;
    }
    html.raw("<h2>Notes</h2>\n<ul class=\"notes\">\n");
    run.notes().forEach(note -> html.raw("<li>").text(note).raw("</li>\n"));
    html.raw("</ul>\n");
  }

  private void begin(String title, List<String> texts, List<String> numbers) {
    html.raw("<h2>").text(title).raw("</h2>\n<div class=\"scroll\"><table><thead><tr>");
    texts.forEach(column -> html.raw("<th>").text(column).raw("</th>"));
    numbers.forEach(column -> html.raw("<th class=\"n\">").text(column).raw("</th>"));
    html.raw("<th></th></tr></thead><tbody>\n");
  }

  private void end() {
    html.raw("</tbody></table></div>\n");
  }

  private void number(JsonNode value, double factor) {
    html.raw("<td class=\"n\">").text(PromiseTable.number(value, factor)).raw("</td>");
  }

  private void verdict(boolean good, boolean bad, String word) {
    html.raw(good ? "<td class=\"good\">\u2713 " : bad ? "<td class=\"bad\">\u2717 " : "<td>");
    html.text(word).raw("</td></tr>\n");
  }

  private void targets() {
    begin("Targets", List.of("target", "service"), List.of("is"));
    for (ServiceTarget target : ServiceTarget.ALL) {
      for (PromisedService service : run.services()) {
        html.raw("<tr><th>").text(target.words()).raw("</th><td>").text(service.name());
        html.raw("</td>");
        number(service.card().path(target.field()), 1);
        ServiceTarget.Verdict verdict = target.of(service.card());
        verdict(
            verdict == ServiceTarget.Verdict.KEPT,
            verdict == ServiceTarget.Verdict.MISSED,
            verdict.name().toLowerCase(Locale.ROOT));
      }
    }
    end();
  }

  private void promises() {
    begin(
        "Promises of the month",
        List.of("service", "promise"),
        List.of("objective %", "is %", "budget left %", "burn, 1 h"));
    for (PromisedService service : run.services()) {
      for (Map.Entry<String, JsonNode> slo : service.card().path("slo").properties()) {
        JsonNode its = slo.getValue();
        html.raw("<tr><th>").text(service.name()).raw("</th><td>").text(slo.getKey());
        html.raw("</td>");
        number(its.path("objective"), 1);
        number(its.path("value"), 100);
        number(its.path("remaining"), 100);
        number(its.path("burn_1h"), 1);
        String word = its.path("verdict").asText();
        String why = its.path("why").isTextual() ? ": " + its.path("why").asText() : "";
        verdict(word.equals("ok"), word.equals("breach"), word + why);
      }
    }
    end();
  }

  private void money() {
    begin(
        "Money and maturity",
        List.of("service", "month"),
        List.of("budget", "spent", "forecast", "return %", "maturity"));
    for (PromisedService service : run.services()) {
      JsonNode card = service.card();
      html.raw("<tr><th>").text(service.name()).raw("</th><td>");
      html.text(card.at("/budget/month").asText("")).raw("</td>");
      number(card.at("/budget/amount"), 1);
      number(card.at("/budget/spent"), 1);
      number(card.at("/budget/forecast"), 1);
      number(card.at("/roi/roi"), 100);
      number(card.at("/maturity/score"), 1);
      String word = card.at("/roi/verdict").asText("unknown");
      verdict(word.equals("PASS") || word.equals("WARN"), word.equals("FAIL"), word);
    }
    end();
  }

  private void sections() {
    if (Double.isNaN(run.firstS())) {
      html.raw("<p>Nothing was told of a service.</p>\n");
      return;
    }
    TimeAxis axis = new TimeAxis(run.firstS(), Math.max(run.lastS(), run.firstS() + 1));
    int number = 0;
    for (PromisedService service : run.services()) {
      if (number++ < MOST_SERVICES) {
        new PromiseSection(service, axis, html).write(number);
      }
    }
    if (number > MOST_SERVICES) {
      html.format(
          "<p class=\"lead\">%,d more services are in the tables only.</p>\n",
          number - MOST_SERVICES);
    }
  }
}
