package lumen.runtime.metrics;

import java.util.List;

/** The reference page of a job's metrics: a table for each exporter, between two texts. */
public final class MetricsPage {
  private static final String HEAD =
      "| name | type | labels | unit | meaning |\n|---|---|---|---|---|\n";

  private final StringBuilder page = new StringBuilder();

  private MetricsPage() {}

  /**
   * The page as Markdown.
   *
   * @param preface what stands before the tables
   * @param exporters in the order of the page
   * @param metrics in the order of the page
   * @param rules what stands behind the tables
   */
  public static String markdown(
      String preface,
      List<? extends Exporter> exporters,
      List<? extends ExportedMetric> metrics,
      String rules) {
    MetricsPage made = new MetricsPage();
    made.page.append(preface);
    for (Exporter exporter : exporters) {
      made.exporter(exporter, metrics);
    }
    return made.page.append(rules).toString();
  }

  private void exporter(Exporter exporter, List<? extends ExportedMetric> metrics) {
    page.append("## Port %d, `%s`\n\n".formatted(exporter.port(), exporter.path())).append(HEAD);
    for (ExportedMetric metric : metrics) {
      if (metric.exporter().equals(exporter)) {
        row(metric.spec());
      }
    }
    page.append('\n');
  }

  private void row(MetricSpec metric) {
    List<String> labels = metric.scope().labels().stream().map(MetricLabel::label).toList();
    page.append("| `")
        .append(metric.name())
        .append("` | ")
        .append(metric.kind().word())
        .append(" | ")
        .append(String.join(", ", labels))
        .append(" | ")
        .append(metric.unit())
        .append(" | ")
        .append(metric.meaning())
        .append(". |\n");
  }
}
