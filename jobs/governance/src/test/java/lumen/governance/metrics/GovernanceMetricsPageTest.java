package lumen.governance.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.runtime.metrics.MetricsPage;
import org.junit.jupiter.api.Test;

/** The reference page of the metrics says what the job exports. */
class GovernanceMetricsPageTest {
  private static final String PREFACE =
      """
      # Metrics of the governance job

      Made from the job by `mvn -pl jobs/governance -am test -Dlumen.regenerate=true`. The tenant is the service; figures are those of its newest scorecard, and what is not known has no
      sample, as has a service of which none was told since the job began. A metric has at most 1,000 series, all of them 10,000; services beyond are tenant `other`, levels as their mean.

      """;

  private static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("jobs/governance/pom.xml"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/governance-metrics.md");
  }

  @Test
  void pageIsThatOfTheMetrics() throws IOException {
    String page =
        MetricsPage.markdown(
            PREFACE, List.of(GovernanceExporter.values()), List.of(GovernanceMetric.values()), "");
    String made = page.strip() + "\n";
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(page(), made);
    }
    assertThat(page())
        .as("made anew by: mvn -pl jobs/governance -am test -Dlumen.regenerate=true")
        .content()
        .isEqualTo(made);
  }
}
