package lumen.ctl.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lumen.cluster.MetricsPorts;
import lumen.fixtures.PrometheusTools;
import lumen.fusion.metrics.FusionExporter;
import lumen.governance.metrics.GovernanceExporter;
import lumen.overlay.metrics.OverlayExporter;

/** The shipped configuration of Prometheus in a hurry. */
final class QuickScrape {
  private QuickScrape() {}

  /** For these ports, scraped and evaluated once a second. */
  static Path config(Path temp, MetricsPorts ports) throws IOException {
    String shipped = Files.readString(PrometheusTools.config());
    String own =
        shipped
            .replace(":" + FusionExporter.FUSION.port() + "'", ":" + ports.fusion() + "'")
            .replace(":" + FusionExporter.BRIDGE.port() + "'", ":" + ports.bridge() + "'")
            .replace(":9311'", ":" + ports.jobManager() + "'")
            .replace(":" + OverlayExporter.OVERLAY.port() + "'", ":" + ports.overlay() + "'")
            .replace(
                ":" + GovernanceExporter.GOVERNANCE.port() + "'", ":" + ports.governance() + "'")
            .replace("rules/*.yml", rulesOfEverySecond(temp).resolve("*.yml").toString())
            .replace("scrape_interval: 5s", "scrape_interval: 1s")
            .replace("evaluation_interval: 5s", "evaluation_interval: 1s")
            .replace("scrape_timeout: 4s", "scrape_timeout: 1s");
    assertThat(own)
        .contains(":" + ports.fusion() + "'", ":" + ports.bridge() + "'", "interval: 1s");
    return Files.writeString(temp.resolve("prometheus.yml"), own);
  }

  /** The shipped rules, recorded as often as is scraped: nobody waits 5 min for a tile. */
  private static Path rulesOfEverySecond(Path temp) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("rules"));
    try (Stream<Path> rules = Files.list(PrometheusTools.folder().resolve("rules"))) {
      for (Path file : rules.toList()) {
        Files.writeString(
            folder.resolve(file.getFileName()),
            Files.readString(file).replaceAll("(?m)^( +interval): \\w+$", "$1: 1s"));
      }
    }
    return folder;
  }
}
