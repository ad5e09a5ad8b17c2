package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import lumen.ctl.prometheus.PrometheusTools.Verdict;
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

    Path broken = temp.resolve("broken.yml");
    Files.writeString(
        broken, Files.readString(PrometheusTools.scrapeConfig()).replace("labeldrop", "labelfall"));
    assertThat(PrometheusTools.promtool(out, "check", "config", broken.toString()).exitCode())
        .as("promtool looks at the relabelling")
        .isNotZero();
  }

  @Test
  void itScrapesBothExporters() throws Exception {
    for (FusionExporter exporter : FusionExporter.values()) {
      assertThat(PrometheusTools.scrapeConfig())
          .content()
          .contains("127.0.0.1:" + exporter.port())
          .contains("metrics_path: " + exporter.path());
    }
  }
}
