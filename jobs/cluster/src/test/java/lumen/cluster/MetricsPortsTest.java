package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

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

  @Test
  void furtherTaskManagersHavePortsOfTheirOwn() {
    MetricsPorts first = new MetricsPorts(9310, 9306, 9311, 9312, 0);
    assertThat(first.ofTaskManager(1)).isEqualTo(first);
    assertThat(first.ofTaskManager(2)).isEqualTo(new MetricsPorts(9410, 9406, 0, 9412, 0));
    assertThat(first.ofTaskManager(3).byReporter())
        .containsExactly(entry("fusion", 9510), entry("bridge", 9506), entry("overlay", 9512));
    assertThat(MetricsPorts.NONE.ofTaskManager(2)).isEqualTo(MetricsPorts.NONE);
    assertThat(new ClusterSettings(1, 2, 8081, false, first).everyMetrics()).hasSize(2);
  }

  @Test
  void portsOfSeveralTaskManagersMustDifferToo() {
    MetricsPorts close = new MetricsPorts(9310, 9410, 0);
    assertThat(new ClusterSettings(2, 8081, false, close).taskManagers()).isEqualTo(1);
    assertThatThrownBy(() -> new ClusterSettings(2, 2, 8081, false, close))
        .hasMessage(
            "must differ, each TaskManager's 100 above the one before: --metrics-port-bridge and"
                + " --metrics-port-fusion of TaskManager 2 are 9410");
    assertThatThrownBy(
            () -> new ClusterSettings(2, 2, 8081, false, new MetricsPorts(65_500, 9306, 0)))
        .hasMessage(
            "must leave room for the TaskManagers behind the first, each 100 higher:"
                + " --metrics-port-fusion 65500");
    assertThatThrownBy(() -> new ClusterSettings(2, 17, 8081, false, MetricsPorts.NONE))
        .hasMessage("must be in 1..16: --task-managers 17");
  }
}
