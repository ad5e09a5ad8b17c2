package lumen.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One tenant of the overlay job: strips, plots and evidence over time. */
final class DecidedSection {
  /** Of curves by minutes since the epoch. */
  private static final double MINUTES_HZ = 1 / 60.0;

  private static final int MOST_STRIPS = 12;

  private final DecidedTenant tenant;
  private final TimeAxis axis;
  private final Html html;

  DecidedSection(DecidedTenant tenant, TimeAxis axis, Html html) {
    this.tenant = tenant;
    this.axis = axis;
    this.html = html;
  }

  void write(int number) {
    html.format(
        "<section class=\"tenant\" id=\"tenant-%d\" data-from=\"%s\" data-to=\"%s\">",
        number, axis.fromS(), axis.toS());
    html.raw("<h2>Tenant ").text(tenant.name()).raw("</h2>\n");
    html.raw("<div class=\"stack wide\">\n");
    strips();
    decisions();
    deltas("Tokens beside the baseline", "percent, longest window", tenant.tokens(), 5);
    deltas("Quality beside the baseline", "difference of means", tenant.quality(), 0.02);
    new Strips(axis, html).ticks();
    html.raw("</div>\n");
    evidence();
    html.raw("</section>\n");
  }

  private void strips() {
    Strips strips = new Strips(axis, html);
    if (tenant.flags() != null) {
      strips.switches("flags", tenant.flags().until(axis.toS()));
    }
    strips.marks("operator", tenant.orders());
    all(strips, "breaker ", tenant.breakers());
    all(strips, "", tenant.gates());
    if (tenant.feed().moved()) {
      strips.switches("outcomes", tenant.feed().until(axis.toS()));
    }
    strips.ticks();
  }

  private void all(Strips strips, String what, SortedMap<String, SwitchTrack> tracks) {
    int shown = 0;
    for (Map.Entry<String, SwitchTrack> track : tracks.entrySet()) {
      if (shown++ < MOST_STRIPS) {
        strips.switches(what + track.getKey(), track.getValue().until(axis.toS()));
      }
    }
    if (tracks.size() > MOST_STRIPS) {
      html.format("<p class=\"note\">%,d more moved.</p>", tracks.size() - MOST_STRIPS);
    }
  }

  private void decisions() {
    double top =
        tenant.rates().values().stream().mapToDouble(MinMaxEnvelope::largest).max().orElse(1);
    Plot plot =
        new Plot("Decisions", "requests per second", new Scale(0, nice(top), false), axis).tall();
    int style = 1;
    for (Map.Entry<String, MinMaxEnvelope> rate : tenant.rates().entrySet()) {
      plot.curve(rate.getKey(), "s" + style++, rate.getValue(), MINUTES_HZ);
    }
    plot.write(html);
  }

  private void deltas(
      String title, String unit, SortedMap<String, List<double[]>> lanes, double least) {
    if (lanes.isEmpty()) {
      return;
    }
    double low = 0;
    double high = least;
    for (List<double[]> points : lanes.values()) {
      for (double[] point : points) {
        low = Math.min(low, point[1]);
        high = Math.max(high, point[1]);
      }
    }
    Plot plot =
        new Plot(title, unit, new Scale(low < 0 ? -nice(-low) : 0, nice(high), false), axis);
    plot.marks("the same", "s-budget", List.of(0.0));
    int style = 1;
    for (Map.Entry<String, List<double[]>> lane : lanes.entrySet()) {
      plot.points(lane.getKey(), "s" + style++, lane.getValue());
    }
    plot.write(html);
  }

  /** The next of 1, 2, 5 times a power of ten. */
  private static double nice(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
    for (double step : new double[] {1, 2, 5}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private void evidence() {
    if (tenant.entries() == 0) {
      return;
    }
    html.raw("<h3>Evidence</h3>\n");
    if (tenant.entries() > DecidedTenant.MOST_LISTED) {
      html.format(
          "<p class=\"lead\">The newest %d of %,d moves and commands; evidence.ndjson has all.</p>",
          DecidedTenant.MOST_LISTED, tenant.entries());
    }
    if (tenant.ofSteps() > 0) {
      html.format(
          "<p class=\"lead\">Left out: %,d entries that count a minute's missing or diverted outcomes.</p>",
          tenant.ofSteps());
    }
    html.raw("<div class=\"scroll\"><table><thead><tr><th>elapsed</th><th>UTC</th>");
    html.raw("<th>kind</th><th>rule</th><th>action</th><th>why</th></tr></thead><tbody>\n");
    for (DecidedTenant.Entry entry : tenant.newest()) {
      html.raw("<tr><td class=\"when\">").text(axis.elapsed(entry.ts()));
      html.raw("</td><td class=\"when\">").text(axis.utc(entry.ts())).raw("</td><td>");
      html.text(entry.kind()).raw("</td><td>").text(entry.rule().replace(">", " \u2192 "));
      html.raw("</td><td>").text(entry.action()).raw("</td><td class=\"why\">");
      html.text(entry.values());
      html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
  }
}
