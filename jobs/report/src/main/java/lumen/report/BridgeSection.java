package lumen.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.rig.Truth;

/** What a report shows of one tenant's bridge: figures, strips, plots, transitions, evidence. */
final class BridgeSection {
  private final BridgeFigures bridge;
  private final Optional<Truth.Tenant> truth;
  private final RunLevels judged;
  private final TimeAxis axis;
  private final Html html;

  BridgeSection(RunFigures run, BridgeFigures bridge, TimeAxis axis, Html html) {
    this.bridge = bridge;
    this.truth = run.trueTenant(bridge.tenant());
    this.judged = run.levels();
    this.axis = axis;
    this.html = html;
  }

  void write(int number) {
    html.format(
        "<section class=\"tenant\" id=\"bridge-%d\" data-from=\"%s\" data-to=\"%s\">",
        number, axis.fromS(), axis.toS());
    html.raw("<h2>Bridge of ").text(bridge.tenant()).raw("</h2>\n");
    figures();
    html.raw("<div class=\"stack\">\n");
    strips();
    List<Truth.Phase> story = truth.map(Truth.Tenant::phases).orElse(List.of());
    new BridgePlots(bridge, story, axis, judged).all().forEach(plot -> plot.write(html));
    new Strips(axis, html).ticks();
    html.raw("</div>\n");
    transitions();
    evidence();
    html.raw("</section>\n");
  }

  private void figures() {
    html.format("<p class=\"lead\">%,d ticks. ", bridge.ticks())
        .raw(errors())
        .raw(muted())
        .raw("</p>");
    html.raw("<div class=\"shares\">");
    for (RunState state : RunState.values()) {
      double share = bridge.states().share(state);
      if (share > 0) {
        html.format("<span class=\"share\"><i class=\"state-%s\"></i>", state.wireName());
        html.format("%s %.1f %%</span>", state.title(), 100 * share);
      }
    }
    html.raw("</div>");
  }

  private String errors() {
    double mean = bridge.meanError();
    double locked = bridge.lockedError95();
    if (Double.isNaN(mean)) {
      return "No phase error: no reference ticked.";
    }
    return Double.isNaN(locked)
        ? String.format(Locale.ROOT, "Mean |e| %.4f cycles; never in E2.", mean)
        : String.format(
            Locale.ROOT,
            "Mean |e| %.4f cycles; in E2 95 %% of |e| are at most %.4f, of a budget of %s.",
            mean,
            locked,
            judged.driftBudget());
  }

  private String muted() {
    double share = bridge.muted().share();
    return share > 0
        ? String.format(Locale.ROOT, " %.1f %% of the ticks in E2 and E3 were muted.", 100 * share)
        : "";
  }

  private void strips() {
    Strips strips = new Strips(axis, html);
    strips.states(bridge.states());
    strips.silences("muted", bridge.muted().stretches());
    truth.ifPresent(
        of -> {
          strips.story(of.phases());
          strips.silences("URE", of.referenceSilent());
        });
    strips.entries("operator", bridge.evidence().marks(EntryKind.CONTROL));
    strips.entries("calibration", bridge.evidence().marks(EntryKind.CALIBRATION));
    strips.entries("risk", bridge.evidence().marks(EntryKind.RISK));
    strips.entries("quote", bridge.evidence().marks(EntryKind.QUOTE));
    strips.ticks();
  }

  private void transitions() {
    List<EvidenceLog.Entry> shown = bridge.evidence().transitions();
    if (shown.isEmpty()) {
      return;
    }
    long all = bridge.evidence().count(EntryKind.STATE);
    html.raw("<h3>Transitions</h3>\n");
    if (all > shown.size()) {
      html.format("<p class=\"lead\">The newest %d of %,d.</p>", shown.size(), all);
    }
    html.raw("<div class=\"scroll\"><table><thead><tr><th>elapsed</th><th>UTC</th>");
    html.raw("<th>from, to</th><th>cause</th><th>values</th></tr></thead><tbody>\n");
    for (EvidenceLog.Entry entry : shown) {
      time(entry.ts());
      html.raw("<td class=\"when\">").text(entry.rule().replace(">", " \u2192 ")).raw("</td><td>");
      html.text(entry.what()).raw("</td><td>").text(entry.values()).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }

  private void time(double ts) {
    html.raw("<tr><th class=\"when\">").text(axis.elapsed(ts)).raw("</th><td class=\"when\">");
    html.text(axis.utc(ts)).raw("</td>");
  }

  private void evidence() {
    EvidenceLog log = bridge.evidence();
    if (log.count() == 0) {
      return;
    }
    html.raw("<h3>Evidence</h3>\n<p class=\"lead\">")
        .text(String.join(", ", log.counts()))
        .raw(".");
    if (log.count() > log.newest().size()) {
      html.format(" The newest %d:", log.newest().size());
    }
    html.raw("</p><div class=\"scroll\"><table><thead><tr><th>elapsed</th><th>UTC</th>");
    html.raw("<th>kind</th><th>rule</th><th>says</th><th>values</th></tr></thead><tbody>\n");
    for (EvidenceLog.Entry entry : log.newest()) {
      time(entry.ts());
      html.raw("<td>").raw(entry.kind().wireName()).raw("</td><td>").text(entry.rule());
      html.raw("</td><td>").text(entry.what()).raw("</td><td>").text(entry.values());
      html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }
}
