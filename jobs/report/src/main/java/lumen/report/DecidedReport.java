package lumen.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The HTML report of a run of the overlay job: the course of flags, breakers and gates, decisions
 * by overlay and by reason, accounts, and evidence. One file that loads nothing.
 */
public final class DecidedReport {
  /** Tenants that have a section. */
  static final int MOST_TENANTS = 12;

  private static final List<String> COLUMNS =
      List.of(
          "requests",
          "repeated",
          "decided",
          "success",
          "failure",
          "timeout",
          "missing",
          "waiting",
          "not_followed",
          "diverted",
          "late",
          "clamped",
          "in_doubt",
          "tokens");

  private final DecidedFigures run;
  private final Html html = new Html();

  private DecidedReport(DecidedFigures run) {
    this.run = run;
  }

  /**
   * Writes the report of a run.
   *
   * @param run what was read of its folder
   * @param file the report
   */
  public static void write(DecidedFigures run, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, new DecidedReport(run).page());
  }

  private String page() throws IOException {
    ReportPage.begin(html, "Lumen run " + run.dir().getFileName());
    head();
    notes();
    counts("Given", "", run.given());
    counts(
        "Reasons",
        "Of the baseline: the check that the first overlay failed. SPLIT, TARGETING_MATCH: an overlay.",
        run.because());
    accounts();
    sections();
    html.raw(RunReport.resource("reading-overlay.html"));
    ReportPage.end(html);
    return html.toString();
  }

  private void head() {
    html.raw("<header><h1>Lumen overlay report</h1><p class=\"lead\">");
    html.text(String.valueOf(run.dir().getFileName()));
    if (!Double.isNaN(run.firstS())) {
      html.raw(" \u00B7 event time ").text(RunSummary.utc(run.firstS())).raw(" to ");
      html.text(RunSummary.utc(run.lastS())).raw(" UTC");
    }
    html.raw("</p></header>\n<div class=\"cards\">\n");
    long decided = run.tenants().stream().mapToLong(DecidedTenant::decided).sum();
    card(String.format(Locale.ROOT, "%,d", decided), "requests decided");
    long baseline = run.given().getOrDefault("baseline", 0L);
    card(share(decided - baseline, decided), "given an overlay");
    card(number(run.tenants().stream().mapToLong(DecidedTenant::opened).sum()), "breakers opened");
    card(number(run.tenants().stream().mapToLong(DecidedTenant::blocked).sum()), "gates blocked");
    card(number(run.tenants().size()), "tenants");
    if (!Double.isNaN(run.seconds())) {
      card(String.format(Locale.ROOT, "%,.1f s", run.seconds()), "run time");
    }
    html.raw("</div>\n");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String share(long part, long all) {
    return all == 0
        ? "\u2013"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * (double) part / (double) all);
  }

  private void card(String value, String label) {
    html.raw("<div class=\"card\"><b>").text(value).raw("</b><span>").text(label);
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

  private void counts(String title, String about, SortedMap<String, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    html.raw("<h2>").text(title).raw("</h2>\n<p class=\"lead\">").text(about).raw("</p>");
    html.raw("<div class=\"scroll\"><table><thead><tr><th></th><th class=\"n\">requests</th>");
    html.raw("<th class=\"n\">share</th></tr></thead><tbody>\n");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            count -> {
              html.raw("<tr><th>").text(count.getKey());
              html.format("</th><td class=\"n\">%,d</td><td class=\"n\">", count.getValue());
              html.text(share(count.getValue(), all)).raw("</td></tr>\n");
            });
    html.raw("</tbody></table></div>\n");
  }

  private void accounts() {
    html.raw(
        "<h2>Accounts</h2>\n<p class=\"lead\">Requests = decided + repeated; decided = success");
    html.raw(" + failure + timeout + missing + waiting + not followed. ");
    html.raw("Diverted and late are parts of these.</p>");
    html.raw("<div class=\"scroll\"><table><thead><tr><th>tenant</th>");
    COLUMNS.forEach(
        column -> html.raw("<th class=\"n\">").text(column.replace('_', ' ')).raw("</th>"));
    html.raw("<th></th></tr></thead><tbody>\n");
    for (DecidedTenant tenant : run.tenants()) {
      SortedMap<String, Long> account = tenant.account();
      html.raw("<tr><th>").text(tenant.name()).raw("</th>");
      for (String column : COLUMNS) {
        html.format("<td class=\"n\">%,d</td>", account.getOrDefault(column, 0L));
      }
      html.raw(
          closes(account)
              ? "<td class=\"good\">\u2713 closes</td></tr>\n"
              : "<td class=\"bad\">\u2717 does not close</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
    if (!run.rejects().isEmpty()) {
      html.raw("<p class=\"lead\">Rejected: ");
      String comma = "";
      for (Map.Entry<String, Long> reason : run.rejects().entrySet()) {
        html.raw(comma).text(reason.getKey()).format(" %,d", reason.getValue());
        comma = ", ";
      }
      html.raw(".</p>\n");
    }
  }

  /** Whether every request is somewhere. */
  static boolean closes(Map<String, Long> account) {
    long settled = 0;
    for (String part :
        List.of("success", "failure", "timeout", "missing", "waiting", "not_followed")) {
      settled += account.getOrDefault(part, 0L);
    }
    long decided = account.getOrDefault("decided", 0L);
    return decided == settled
        && account.getOrDefault("requests", 0L) == decided + account.getOrDefault("repeated", 0L);
  }

  private void sections() {
    if (Double.isNaN(run.firstS())) {
      html.raw("<p>No request was decided.</p>\n");
      return;
    }
    TimeAxis axis = new TimeAxis(run.firstS(), Math.max(run.lastS(), run.firstS() + 1));
    int number = 0;
    for (DecidedTenant tenant : run.tenants()) {
      if (number++ < MOST_TENANTS) {
        new DecidedSection(tenant, axis, html).write(number);
      }
    }
    if (number > MOST_TENANTS) {
      html.format(
          "<p class=\"lead\">%,d more tenants are in the table only.</p>\n", number - MOST_TENANTS);
    }
  }
}
