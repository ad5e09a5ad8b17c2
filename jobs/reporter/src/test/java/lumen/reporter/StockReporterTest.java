package lumen.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.fixtures.PrometheusServer;
import lumen.fixtures.PrometheusServer.Sample;
import lumen.fixtures.PrometheusTools;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus with scrape.yml makes of what Flink's own reporter tells the same series that
 * Lumen's tells plain.
 */
final class StockReporterTest {
  private static final String FLINKS =
      "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";
  private static final String OWN = "{__name__=~\"(fusion|bridge|evidence|ure)_.*\",job=\"%s\"}";

  @TempDir private Path temp;

  @Test
  void scrapeYmlMakesThePlainNamesOfFlinksOwn() throws Exception {
    PrometheusTools.require();
    int stock = freePort();
    int plain = freePort();
    Configuration configuration = new Configuration();
    reporter(configuration, "flink", FLINKS, stock);
    reporter(configuration, "own", PrometheusReporterFactory.class.getName(), plain);
    configuration.setString("metrics.reporter.own.plainNames", "true");
    String config =
        Files.readString(PrometheusTools.scrapeConfig())
            .replace(":9310'", ":" + stock + "'")
            .replace(":9306'", ":" + plain + "'")
            .replace("scrape_interval: 5s", "scrape_interval: 1s")
            .replace("scrape_timeout: 4s", "scrape_timeout: 1s");
    try (FlinkProcess process = new FlinkProcess(configuration);
        PrometheusServer prometheus =
            new PrometheusServer(
                Files.writeString(temp.resolve("scrape.yml"), config), temp, freePort())) {
      register(process.operator("fuse"));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                Map<String, Double> made = series(prometheus, "lumen-fusion");
                assertThat(made).hasSize(9).isEqualTo(series(prometheus, "lumen-bridge"));
                assertThat(made)
                    .containsEntry("{__name__=fusion_nis, key=x, source=belt, tenant=a}", 1.5)
                    .containsEntry("{__name__=bridge_state, subtask=0, tenant=other}", 2.0);
              });
    }
  }

  private static void register(MetricGroup operator) {
    operator.counter("fusion_late_total").inc(4);
    gauge(operator, "fusion_watermark_lag_ms", 12.0);
    gauge(operator.addGroup("tenant", "a"), "fusion_level", 0.5);
    gauge(operator.addGroup("tenant", "other"), "bridge_state", 2.0);
    gauge(
        operator.addGroup("tenant", "a").addGroup("source", "belt").addGroup("key", "x"),
        "fusion_nis",
        1.5);
    operator.addGroup("tenant", "a").counter("evidence_risk_count").inc(3);
    operator
        .addGroup("tenant", "a")
        .addGroup("output", "osc")
        .counter("bridge_ticks_dropped_total")
        .inc(5);
    operator.addGroup("source", "belt").counter("fusion_stream_ingest_total").inc(7);
    operator.addGroup("reason", "not_json").counter("fusion_rejected_total").inc(2);
  }

  private static void gauge(MetricGroup group, String name, double value) {
    Gauge<Double> gauge = () -> value;
    group.gauge(name, gauge);
  }

  private static Map<String, Double> series(PrometheusServer prometheus, String job)
      throws InterruptedException {
    Map<String, Double> series = new TreeMap<>();
    for (Sample sample : prometheus.query(OWN.formatted(job))) {
      Map<String, String> labels = new TreeMap<>(sample.labels());
      labels.keySet().removeAll(List.of("job", "instance"));
      series.put(labels.toString(), sample.value());
    }
    return series;
  }

  private static void reporter(Configuration configuration, String name, String factory, int port) {
    String prefix = "metrics.reporter." + name + ".";
    configuration.setString(prefix + "factory.class", factory);
    configuration.setString(prefix + "port", Integer.toString(port));
    configuration.setString(prefix + "filterLabelValueCharacters", "false");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
