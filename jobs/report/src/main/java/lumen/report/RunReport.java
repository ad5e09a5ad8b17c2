package lumen.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The HTML report of a run: one self-contained file with accounts, medians, what is true beside
 * what was found, and plots over time. It loads nothing, and its content policy forbids it to;
 * without scripts all is drawn the same, only the values under the pointer are missing.
 */
public final class RunReport {
  /** Accounts that have a column where there is something to count. */
  private static final List<String> RARE = List.of("invalid", "ungrouped");

  private final RunFigures run;
  private final Html html = new Html();

  private RunReport(RunFigures run) {
    this.run = run;
  }

  /**
   * Writes the report of a run's folder.
   *
   * @param dir holds frames.ndjson, and summary.json and channels.ndjson where they were written
   * @param truth truth of a simulated recording
   * @param file the report
   */
  public static void write(Path dir, Optional<Path> truth, Path file) throws IOException {
    write(RunFigures.read(dir, truth), file);
  }

  /** Writes the report of a run that was read already. */
  public static void write(RunFigures run, Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, new RunReport(run).page());
  }

  private String page() throws IOException {
    ReportPage.begin(html, "Lumen run " + run.dir().getFileName());
    head();
    notes();
    tenants();
    LevelTable.write(run, html);
    beside();
    sections();
    accounts();
    html.raw(resource("reading.html"));
    if (!run.bridges().isEmpty()) {
      html.raw(resource("reading-bridge.html"));
    }
    ReportPage.end(html);
    return html.toString();
  }

  private void head() {
    html.raw("<header><h1>Lumen run report</h1><p class=\"lead\">");
    html.text(String.valueOf(run.dir().getFileName()));
    if (run.frames() > 0) {
      html.raw(" \u00B7 event time ").text(RunSummary.utc(run.firstS())).raw(" to ");
      html.text(RunSummary.utc(run.lastS())).raw(" UTC");
    }
    run.truth().ifPresent(truth -> html.format(" \u00B7 simulated rig, seed %d", truth.seed()));
    html.raw("</p></header>\n<div class=\"cards\">\n");
    card(String.format(Locale.ROOT, "%,d", run.frames()), "fused frames");
    card(String.valueOf(run.tenants().size()), "tenants");
    run.summary().ifPresent(this::cards);
    html.raw("</div>\n");
  }

  private void notes() {
    List<String> notes = run.summary().map(RunSummary::notes).orElse(List.of());
    if (notes.isEmpty()) {
      return;
    }
    html.raw("<h2>Notes</h2>\n<ul class=\"notes\">\n");
    notes.forEach(note -> html.raw("<li>").text(note).raw("</li>\n"));
    html.raw("</ul>\n");
  }

  private void cards(RunSummary summary) {
    card(String.format(Locale.ROOT, "%,d", summary.total("received")), "events received");
    card(String.format(Locale.ROOT, "%,.0f", summary.eventsPerSecond()), "events per second");
    card(String.format(Locale.ROOT, "%,.1f s", summary.seconds()), "run time");
    card(String.format(Locale.ROOT, "%,d", summary.total("late")), "late");
    card(String.format(Locale.ROOT, "%,d", summary.rejected()), "rejected");
  }

  private void card(String value, String label) {
    html.raw("<div class=\"card\"><b>").text(value).raw("</b><span>").text(label);
    html.raw("</span></div>\n");
  }

  private void tenants() {
    html.raw(
        "<h2>Tenants</h2>\n<p class=\"lead\">Medians over all frames that have the figure.</p>");
    html.raw("<div class=\"scroll\"><table><thead><tr><th>tenant</th><th class=\"n\">frames</th>");
    for (Figure figure : Figure.values()) {
      if (figure.bounded()) {
        html.raw("<th class=\"n\">").text(figure.title().toLowerCase(Locale.ROOT)).raw("</th>");
      }
    }
    html.raw("<th>modes</th></tr></thead><tbody>\n");
    for (TenantFigures tenant : run.tenants()) {
      html.raw("<tr><th>")
          .text(tenant.tenant())
          .format("</th><td class=\"n\">%,d</td>", tenant.frames());
      for (Figure figure : Figure.values()) {
        if (figure.bounded()) {
          html.raw("<td class=\"n\">").raw(decimal(tenant.median(figure))).raw("</td>");
        }
      }
      html.raw("<td>");
      new ModeShares(tenant).write(html);
      html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }

  private static String decimal(double value) {
    return Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, "%.3f", value);
  }

  private void beside() {
    var rows = FoundBesideTrue.of(run);
    if (rows.isEmpty()) {
      return;
    }
    html.raw(
        "<h2>Found beside true</h2>\n<p class=\"lead\">Levels are medians over the frames whose ");
    html.raw(
        "whole window lies inside a locked or lost phase; with a URE, a fused level holds its ");
    html.raw("value too. Lags are medians over locked frames. Agrees: level within 0.1, phase ");
    html.raw("difference within 0.03 cycles, lag within 0.02 s, counts equal");
    html.raw(run.bridges().isEmpty() ? ".</p>" : ", rate within 0.01 Hz.</p>");
    html.raw("<div class=\"scroll\"><table><thead><tr><th>tenant</th><th>figure</th>");
    html.raw("<th class=\"n\">found</th><th class=\"n\">true</th>");
    html.raw("<th class=\"n\">difference</th><th></th></tr></thead><tbody>\n");
    for (FoundBesideTrue.Row row : rows) {
      html.raw("<tr><th>").text(row.tenant()).raw("</th><td>").text(row.what());
      html.raw("</td><td class=\"n\">").text(row.found()).raw("</td><td class=\"n\">");
      html.text(row.truth()).raw("</td><td class=\"n\">").text(row.difference()).raw("</td>");
      html.raw(verdict(row.agrees())).raw("</tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }

  private static String verdict(Boolean agrees) {
    if (agrees == null) {
      return "<td>not found</td>";
    }
    return agrees
        ? "<td class=\"good\">\u2713 agrees</td>"
        : "<td class=\"bad\">\u2717 differs</td>";
  }

  private void accounts() {
    if (run.summary().isEmpty()) {
      return;
    }
    RunSummary summary = run.summary().get();
    TreeSet<String> known = new TreeSet<>();
    summary.sources().values().forEach(counts -> known.addAll(counts.keySet()));
    List<String> order =
        Stream.of(
                "received",
                "used",
                "rejected",
                "late",
                "filtered",
                "dropped",
                "duplicates",
                "invalid",
                "ungrouped")
            .filter(account -> !RARE.contains(account) || known.contains(account))
            .toList();
    html.raw("<h2>Accounts</h2>\n<div class=\"scroll\"><table><thead><tr><th>source</th>");
    for (String account : order) {
      html.raw("<th class=\"n\">").text(account).raw("</th>");
    }
    html.raw("</tr></thead><tbody>\n");
    for (Map.Entry<String, Map<String, Long>> source : summary.sources().entrySet()) {
      html.raw("<tr><th>").text(source.getKey()).raw("</th>");
      for (String account : order) {
        html.format("<td class=\"n\">%,d</td>", source.getValue().getOrDefault(account, 0L));
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>\n");
    rejects(summary);
  }

  private void rejects(RunSummary summary) {
    if (summary.rejects().isEmpty()) {
      return;
    }
    html.raw("<p class=\"lead\">Rejected: ");
    String comma = "";
    for (Map.Entry<String, Long> reason : summary.rejects().entrySet()) {
      html.raw(comma).text(reason.getKey()).format(" %,d", reason.getValue());
      comma = ", ";
    }
    html.raw(".</p>\n");
  }

  private void sections() {
    if (run.frames() == 0) {
      html.raw("<p>No frames: no tenant had an aligned step or a URE value.</p>\n");
    }
    if (Double.isNaN(run.firstS())) {
      return;
    }
    TimeAxis axis = run.axis();
    int number = 1;
    for (String name : run.names()) {
      Optional<TenantFigures> tenant = run.tenant(name).filter(TenantFigures::curves);
      Optional<BridgeFigures> bridge = run.bridge(name).filter(BridgeFigures::curves);
      if (tenant.isPresent()) {
        new TenantSection(run, tenant.get(), axis, html).write(number);
      }
      if (bridge.isPresent()) {
        new BridgeSection(run, bridge.get(), axis, html).write(number);
      }
      number += tenant.isPresent() || bridge.isPresent() ? 1 : 0;
    }
    int rest = run.tenants().size() - RunFigures.MOST_CURVES;
    if (rest > 0) {
      html.format("<p class=\"lead\">%,d more tenants are in the table only.</p>\n", rest);
    }
  }

  /** Whether a file is a report of a run. */
  public static boolean isReport(Path file) throws IOException {
    String head = FileHead.of(file);
    return head.startsWith("<!doctype html>") && head.contains("<title>Lumen run ");
  }

  /** A file that lies beside the classes of the report. */
  static String resource(String name) throws IOException {
    try (InputStream in = RunReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("resource must lie beside " + RunReport.class + ": " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
