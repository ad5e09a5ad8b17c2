package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MetricsPortsTest {
  @Test
  void reporterWithoutAPortIsNotStarted() {
    assertThat(new MetricsPorts(9310, 9306).reporters()).isEqualTo("fusion,bridge");
    assertThat(new MetricsPorts(0, 9306).reporters()).isEqualTo("bridge");
    assertThat(MetricsPorts.NONE.reporters()).isEqualTo("none");
  }

  @Test
  void portsMustDifferAndBePorts() {
    assertThatThrownBy(() -> new MetricsPorts(9310, 9310))
        .hasMessage("must differ: --metrics-port-fusion 9310 --metrics-port-bridge 9310");
    assertThatThrownBy(() -> new MetricsPorts(9310, 70_000))
        .hasMessage("must be in 0..65535: --metrics-port-bridge 70000");
  }
}
