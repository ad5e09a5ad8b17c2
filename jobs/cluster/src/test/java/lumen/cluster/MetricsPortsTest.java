package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MetricsPortsTest {
  @Test
  void reporterWithoutAPortIsNotStarted() {
    assertThat(new MetricsPorts(9310, 9306, 9311).reporters()).isEqualTo("fusion,bridge");
    assertThat(new MetricsPorts(0, 9306, 0).reporters()).isEqualTo("bridge");
    assertThat(new MetricsPorts(9310, 9306, 9311, 9312, 0).reporters())
        .isEqualTo("fusion,bridge,overlay");
    assertThat(new MetricsPorts(0, 0, 0, 0, 9313).reporters()).isEqualTo("governance");
    assertThat(MetricsPorts.NONE.reporters()).isEqualTo("none");
    assertThat(MetricsPorts.NONE.reportersOfJobManager()).isEqualTo("none");
    assertThat(new MetricsPorts(0, 0, 9311).reportersOfJobManager()).isEqualTo("jobmanager");
  }

  @Test
  void portsMustDifferAndBePorts() {
    assertThatThrownBy(() -> new MetricsPorts(9310, 9310, 0))
        .hasMessage("must differ: --metrics-port-fusion 9310 --metrics-port-bridge 9310");
    assertThatThrownBy(() -> new MetricsPorts(9310, 9306, 9306))
        .hasMessage("must differ: --metrics-port-bridge 9306 --metrics-port-jobmanager 9306");
    assertThatThrownBy(() -> new MetricsPorts(9310, 9306, 9311, 9312, 9312))
        .hasMessage("must differ: --metrics-port-overlay 9312 --metrics-port-governance 9312");
    assertThatThrownBy(() -> new MetricsPorts(9310, 70_000, 0))
        .hasMessage("must be in 0..65535: --metrics-port-bridge 70000");
  }
}
