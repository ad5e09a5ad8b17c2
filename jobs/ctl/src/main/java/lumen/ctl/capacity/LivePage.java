package lumen.ctl.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One page of what a live load came to: no script, nothing from elsewhere. */
final class LivePage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Lumen: a live load</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem;
        color: #1b1b1b; background: #fff }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
      th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
      td.n { text-align: right; font-variant-numeric: tabular-nums }
      .no { font-weight: bold; color: #a40000 }
      @media (prefers-color-scheme: dark) { body { color: #eee; background: #161616 }
        th, td { border-color: #444 } .no { color: #ff8080 } }
      </style>
      """;

  private LivePage() {}

  /** Writes it. */
  static void write(LiveMeasure found, Path file) throws IOException {
    Files.writeString(file, html(found));
  }

  static String html(LiveMeasure found) {
    LiveTable table = new LiveTable(found);
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>A live load</h1>\n<p>").append(escaped(table.headline())).append("</p>\n");
    page.append("<table><tr><th>required</th><th>bar</th><th>found</th><th>met</th></tr>\n");
    for (Requirement bar : LiveVerdict.of(found)) {
      page.append(
          "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td>%s</tr>\n"
              .formatted(
                  escaped(bar.name()),
                  escaped(bar.wanted()),
                  escaped(bar.found()),
                  bar.met() ? "<td>yes</td>" : "<td class=\"no\">NO</td>"));
    }
    page.append("</table>\n<table><tr><th>figure</th><th>found</th></tr>\n");
    for (LiveTable.Row row : table.rows()) {
      page.append(
          "<tr><td>%s</td><td class=\"n\">%s</td></tr>\n"
              .formatted(escaped(row.title()), escaped(row.text())));
    }
    return page.append("</table>\n</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
