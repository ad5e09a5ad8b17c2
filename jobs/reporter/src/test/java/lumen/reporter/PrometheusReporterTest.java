package lumen.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import lumen.fixtures.LoggedLines;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.junit.jupiter.api.Test;

/** Through Flink's configuration, service loader and registry. */
final class PrometheusReporterTest {
  @Test
  void loopbackIsBoundUnlessAnotherHostIsNamed() {
    try (FlinkProcess process = FlinkProcess.reporting("0")) {
      assertThat(process.endpoint().orElseThrow().url()).startsWith("http://127.0.0.1:");
    }
    Configuration configuration = new Configuration();
    configuration.setString(
        "metrics.reporter.own.factory.class", PrometheusReporterFactory.class.getName());
    configuration.setString("metrics.reporter.own.port", "0");
    configuration.setString("metrics.reporter.own.host", "127.0.0.2");
    try (FlinkProcess process = new FlinkProcess(configuration)) {
      assertThat(process.endpoint().orElseThrow().url()).startsWith("http://127.0.0.2:");
    }
  }

  @Test
  void pathsOfMetricsAreAnsweredAndOnlyGet() throws Exception {
    try (FlinkProcess process = FlinkProcess.reporting("0")) {
      process.operator("op").counter("seen").inc(3);
      String url = process.endpoint().orElseThrow().url();
      for (String path : new String[] {"", "metrics", "metrics_fusion", "metrics/b?c=d"}) {
        HttpResponse<String> answer = FlinkProcess.get(url + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(Exposition.of(answer.body()).valueOf("operator_seen")).isEqualTo(3);
      }
      for (String path : new String[] {"readyz", "a/metrics", "healthz?x=/metrics"}) {
        HttpResponse<String> answer = FlinkProcess.get(url + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("must be / or begin with /metrics\n");
      }
      for (String method : new String[] {"POST", "PUT", "DELETE", "HEAD"}) {
        HttpResponse<String> answer = FlinkProcess.send(method, url);
        assertThat(answer.statusCode()).as(method).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
      }
    }
  }

  @Test
  void plainNamesHaveNothingOfFlinkAndTellOfTheProcess() throws Exception {
    Configuration configuration = new Configuration();
    String prefix = "metrics.reporter.own.";
    configuration.setString(prefix + "factory.class", PrometheusReporterFactory.class.getName());
    configuration.setString(prefix + "port", "0");
    configuration.setString(prefix + "plainNames", "true");
    try (FlinkProcess process = new FlinkProcess(configuration)) {
      MetricGroup operator = process.operator("op");
      Gauge<Double> level = () -> 0.5;
      operator.addGroup("tenant", "a").gauge("fusion_level", level);
      operator.addGroup("tenant", "other").gauge("fusion_level", level);
      operator.gauge("fusion_watermark_lag_ms", level);
      operator.addGroup("source", "osc").counter("fusion_stream_ingest_total").inc(3);
      operator.counter("fusion_late_total");
      operator.counter("seen");
      String said = process.scrape();
      assertThat(said.lines())
          .contains(
              "fusion_level{tenant=\"a\"} 0.5",
              "fusion_level{subtask=\"0\",tenant=\"other\"} 0.5",
              "fusion_watermark_lag_ms{subtask=\"0\"} 0.5",
              "# TYPE fusion_stream_ingest_total counter",
              "fusion_stream_ingest_total{source=\"osc\"} 3.0",
              "fusion_late_total{} 0.0",
              "# TYPE process_cpu_seconds_total counter")
          .anyMatch(line -> line.startsWith("flink_taskmanager_job_task_operator_seen{"));
      Exposition read = Exposition.of(said);
      assertThat(read.valueOf("process_resident_memory_bytes")).isGreaterThan(1 << 20);
      assertThat(read.valueOf("process_cpu_seconds_total")).isPositive();
      ((AbstractMetricGroup<?>) operator).close();
      assertThat(process.scrape()).doesNotContain("fusion_").contains("process_cpu");
    }
  }

  @Test
  void portInUseIsOneLineAndTheProcessGoesOn() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LoggedLines log = new LoggedLines(PrometheusReporter.class);
        FlinkProcess process = FlinkProcess.reporting(Integer.toString(other.getLocalPort()))) {
      process.operator("op").counter("seen").inc();
      assertThat(process.endpoint()).isEmpty();
      assertThat(log.lines())
          .containsExactly(
              "ERROR no metrics are served: metrics.reporter.NAME.port must be free on host"
                  + " localhost: port=%d (Address already in use)".formatted(other.getLocalPort()));
    }
  }

  @Test
  void badPortIsOneLine() {
    try (LoggedLines log = new LoggedLines(PrometheusReporter.class);
        FlinkProcess process = FlinkProcess.reporting("many")) {
      assertThat(process.endpoint()).isEmpty();
      assertThat(log.lines())
          .containsExactly(
              "ERROR no metrics are served: metrics.reporter.NAME.port must be a number or a range:"
                  + " many");
    }
  }

  @Test
  void nextPortOfTheRangeIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      int last = Math.min(65_535, taken + 50);
      try (FlinkProcess process = FlinkProcess.reporting(taken + "-" + last)) {
        assertThat(process.endpoint().orElseThrow().port()).isBetween(taken + 1, last);
      }
    }
  }

  @Test
  void valueThatIsNotGivenIsLeftOut() throws Exception {
    try (FlinkProcess process = FlinkProcess.reporting("0")) {
      MetricGroup operator = process.operator("op");
      gauge(operator, "unknown", () -> Double.NaN);
      gauge(operator, "nothing", () -> null);
      gauge(operator, "words", () -> "words");
      gauge(
          operator,
          "broken",
          () -> {
            throw new IllegalStateException("closed");
          });
      gauge(operator, "known", () -> 1);
      assertThat(process.scrape())
          .contains("operator_known")
          .doesNotContain("unknown", "nothing", "words", "broken", "NaN");
    }
  }

  @Test
  void closedGroupsSeriesVanish() throws Exception {
    try (FlinkProcess process = FlinkProcess.reporting("0")) {
      MetricGroup operator = process.operator("op");
      MetricGroup ending = operator.addGroup("tenant", "a");
      ending.counter("level").inc();
      ending.histogram("spread", new DescriptiveStatisticsHistogram(10));
      operator.addGroup("tenant", "b").counter("level").inc();
      assertThat(process.scrape()).contains("tenant=\"a\"").contains("spread");
      ((AbstractMetricGroup<?>) ending).close();
      assertThat(process.scrape())
          .doesNotContain("tenant=\"a\"")
          .doesNotContain("spread")
          .contains("tenant=\"b\"");
    }
  }

  @Test
  void newerMetricOutlivesTheRemovalOfAnOlderOneOfItsLabels() throws Exception {
    SeriesTable table = new SeriesTable();
    Counter older = new SimpleCounter();
    Counter newer = new SimpleCounter();
    newer.inc(5);
    table.add("seen", "seen", "tenant=\"a\"", older);
    table.add("seen", "seen", "tenant=\"a\"", newer);
    table.remove("seen", "tenant=\"a\"", older);
    assertThat(text(table)).endsWith("seen{tenant=\"a\"} 5.0\n");
    table.remove("seen", "tenant=\"a\"", newer);
    assertThat(text(table)).isEmpty();
  }

  @Test
  void nameOfAnotherTypeIsNotReported() throws Exception {
    SeriesTable table = new SeriesTable();
    Histogram histogram = new DescriptiveStatisticsHistogram(10);
    assertThat(table.add("seen", "seen", "", new SimpleCounter())).isTrue();
    assertThat(table.add("seen", "seen", "", histogram)).isFalse();
    table.remove("seen", "", histogram);
    assertThat(text(table)).endsWith("seen{} 0.0\n");
  }

  private static String text(SeriesTable table) throws IOException {
    ExpositionBytes lines = new ExpositionBytes();
    table.writeTo(lines);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    lines.sendTo(sent);
    return sent.toString(StandardCharsets.UTF_8);
  }

  private static void gauge(MetricGroup group, String name, Gauge<Object> gauge) {
    group.gauge(name, gauge);
  }
}
