package lumen.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flink's own reporter is the reference: whoever changes over changes nothing else. */
final class SameSeriesAsFlinkTest {
  private static final String FLINKS =
      "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesLabelsTypesAndValuesAreThoseOfFlink(boolean filtersLabels) throws Exception {
    int port = freePort();
    Configuration configuration = new Configuration();
    reporter(configuration, "own", PrometheusReporterFactory.class.getName(), "0", filtersLabels);
    reporter(configuration, "flink", FLINKS, Integer.toString(port), filtersLabels);
    try (FlinkProcess process = new FlinkProcess(configuration)) {
      registerAllKinds(process);
      Exposition own = Exposition.of(process.scrape());
      Exposition flink =
          Exposition.of(FlinkProcess.get("http://localhost:" + port + "/metrics").body());
      flink.values().values().removeIf(value -> value.isNaN());
      assertThat(own.values()).hasSizeGreaterThan(30).isEqualTo(flink.values());
      assertThat(flink.heads())
          .as("but that a counter is one")
          .containsAll(
              own.heads().stream().map(head -> head.replaceFirst(" counter$", " gauge")).toList());
      assertThat(own.heads()).anyMatch(head -> head.endsWith("operator_histogram summary"));
      if (!filtersLabels) {
        assertThat(own.values().keySet()).anyMatch(key -> key.contains("a \\\"b\\\" \\\\ c\\nd é"));
      }
    }
  }

  private static void registerAllKinds(FlinkProcess process) {
    for (String name : new String[] {"first", "second operator"}) {
      MetricGroup operator = process.operator(name);
      Counter counter = operator.counter("a counter");
      counter.inc(7);
      Meter meter = operator.meter("meter", new MeterView(counter));
      assertThat(meter.getCount()).isEqualTo(7);
      gauge(operator, "double.gauge", 0.25);
      gauge(operator, "long-gauge", 1L << 40);
      gauge(operator, "infinite", Double.NEGATIVE_INFINITY);
      gauge(operator, "yes", true);
      gauge(operator.addGroup("tenant", "stage_a"), "level", 0.5);
      gauge(operator.addGroup("tenant", "a \"b\" \\ c\nd é"), "level", 0.75);
      gauge(operator.addGroup("plain").addGroup("tenant", "x"), "level", 1.5);
      DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(100);
      for (int i = 0; i < 20; i++) {
        histogram.update(i * (long) i);
      }
      operator.histogram("histogram", histogram);
    }
  }

  private static void gauge(MetricGroup group, String name, Object value) {
    Gauge<Object> gauge = () -> value;
    group.gauge(name, gauge);
  }

  private static void reporter(
      Configuration configuration, String name, String factory, String port, boolean filters) {
    String prefix = "metrics.reporter." + name + ".";
    configuration.setString(prefix + "factory.class", factory);
    configuration.setString(prefix + "port", port);
    configuration.setString(prefix + "filterLabelValueCharacters", Boolean.toString(filters));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
