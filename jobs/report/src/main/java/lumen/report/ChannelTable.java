package lumen.report;

import java.util.List;
import java.util.Locale;

/** The channels of one tenant: their coherence beside what chance would show, and their lag. */
final class ChannelTable {
  private static final int MOST_CHANNELS = 200;

  private final List<ChannelSummary> channels;

  ChannelTable(RunFigures run, TenantFigures tenant) {
    channels =
        run.channels().stream()
            .filter(channel -> channel.tenant().equals(tenant.tenant()))
            .toList();
  }

  /** Writes the table; nothing where channel frames were not written. */
  void write(Html html) {
    if (channels.isEmpty()) {
      return;
    }
    html.raw("<div class=\"scroll\"><table><thead><tr><th>channel</th>")
        .raw("<th class=\"n\">coherence</th><th class=\"n\">chance level</th>")
        .raw("<th class=\"n\">beyond chance</th><th class=\"n\">ppc</th>")
        .raw("<th class=\"n\">lag in s</th></tr></thead><tbody>\n");
    channels.stream().limit(MOST_CHANNELS).forEach(channel -> row(channel, html));
    html.raw("</tbody></table></div>\n");
    int rest = channels.size() - MOST_CHANNELS;
    if (rest > 0) {
      html.format("<p class=\"lead\">%,d more channels are in channels.ndjson.</p>\n", rest);
    }
  }

  private static void row(ChannelSummary channel, Html html) {
    html.raw("<tr><th>").text(channel.source() + "/" + channel.key()).raw("</th>");
    number(channel.coherenceMedian(), html);
    number(channel.chanceMedian(), html);
    double beyond = channel.beyondChance();
    html.raw("<td class=\"n\">")
        .raw(Double.isNaN(beyond) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * beyond))
        .raw("</td>");
    number(channel.ppcMean(), html);
    number(channel.lastLagS(), html);
    html.raw("</tr>\n");
  }

  private static void number(double value, Html html) {
    html.raw("<td class=\"n\">")
        .raw(Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value))
        .raw("</td>");
  }
}
