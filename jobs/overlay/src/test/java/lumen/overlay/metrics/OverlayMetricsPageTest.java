package lumen.overlay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.runtime.metrics.MetricsPage;
import org.junit.jupiter.api.Test;

/** The reference page of the metrics says what the job exports. */
class OverlayMetricsPageTest {
  private static final String PREFACE =
      """
      # Metrics of the overlay job

      Made from the job by `mvn -pl jobs/overlay -am test -Dlumen.regenerate=true`. Over tenants counters are summed, and levels are the worst. Scenarios and
      overlays are those of the flags that the job began with; all others are `other`. A metric has at most 1,000 series, all of them 10,000.

      """;

  private static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("jobs/overlay/pom.xml"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/overlay-metrics.md");
  }

  @Test
  void pageIsThatOfTheMetrics() throws IOException {
    String page =
        MetricsPage.markdown(
            PREFACE, List.of(OverlayExporter.values()), List.of(OverlayMetric.values()), "");
    String made = page.strip() + "\n";
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(page(), made);
    }
    assertThat(page())
        .as("made anew by: mvn -pl jobs/overlay -am test -Dlumen.regenerate=true")
        .content()
        .isEqualTo(made);
  }
}
