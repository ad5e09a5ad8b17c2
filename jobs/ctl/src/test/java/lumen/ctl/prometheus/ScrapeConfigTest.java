package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.fixtures.PrometheusTools;
import lumen.fixtures.PrometheusTools.Verdict;
import lumen.fusion.metrics.FusionExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped scrape configuration. */
final class ScrapeConfigTest {
  @TempDir private Path temp;

  @Test
  void promtoolTakesIt() throws Exception {
    PrometheusTools.require();
    Path out = temp.resolve("out");
    Verdict verdict =
        PrometheusTools.promtool(out, "check", "config", PrometheusTools.scrapeConfig().toString());
    assertThat(verdict.exitCode()).as(verdict.said()).isZero();
    Verdict whole =
        PrometheusTools.promtool(out, "check", "config", PrometheusTools.config().toString());
    assertThat(whole.exitCode()).as(whole.said()).isZero();

    Path broken = temp.resolve("broken.yml");
    Files.writeString(
        broken, Files.readString(PrometheusTools.scrapeConfig()).replace("labeldrop", "labelfall"));
    assertThat(PrometheusTools.promtool(out, "check", "config", broken.toString()).exitCode())
        .as("promtool looks at the relabelling")
        .isNotZero();
  }

  /** Budgets are of 30 days, and Prometheus keeps 15 unless it is told. */
  @Test
  void itIsStartedSoThatAMonthIsKept() {
    for (Path told :
        List.of(
            PrometheusTools.config(),
            PrometheusTools.folder().resolve("../../docs/operations.md"))) {
      assertThat(told).content().contains("--storage.tsdb.retention.time=40d");
    }
  }

  @Test
  void theyScrapeBothExporters() {
    for (FusionExporter exporter : FusionExporter.values()) {
      for (Path config : List.of(PrometheusTools.scrapeConfig(), PrometheusTools.config())) {
        assertThat(config)
            .content()
            .contains("127.0.0.1:" + exporter.port())
            .contains("metrics_path: " + exporter.path());
      }
    }
  }
}
