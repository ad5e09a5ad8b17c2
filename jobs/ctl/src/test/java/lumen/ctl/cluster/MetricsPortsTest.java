package lumen.ctl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.ctl.CommandRun;
import lumen.ctl.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsPortsTest {
  @TempDir private Path temp;

  @Test
  void portsAreThoseOfTheExporterKeys() throws Exception {
    assertThat(MetricsPorts.of(Optional.empty())).isEqualTo(new MetricsPorts(9310, 9306));
    Files.writeString(temp.resolve("fusion.yaml"), "exporter:\n  http_port: 19310\n");
    assertThat(MetricsPorts.of(Optional.of(temp))).isEqualTo(new MetricsPorts(19310, 9306));
  }

  @Test
  void reporterWithoutAPortIsNotStarted() {
    assertThat(new MetricsPorts(9310, 9306).reporters()).isEqualTo("fusion,bridge");
    assertThat(new MetricsPorts(0, 9306).reporters()).isEqualTo("bridge");
    assertThat(MetricsPorts.NONE.reporters()).isEqualTo("none");
    assertThat(new MetricsPorts(9310, 9306).urls())
        .isEqualTo("http://127.0.0.1:9310/metrics_fusion  http://127.0.0.1:9306/metrics_bridge");
    assertThat(new MetricsPorts(0, 1).urls()).isEqualTo("http://127.0.0.1:1/metrics_bridge");
  }

  @Test
  void portsMustDifferAndBePorts() {
    assertThatThrownBy(() -> new MetricsPorts(9310, 9310))
        .hasMessage("must differ: --metrics-port-fusion 9310 --metrics-port-bridge 9310");
    assertThatThrownBy(() -> new MetricsPorts(9310, 70_000))
        .hasMessage("must be in 0..65535: --metrics-port-bridge 70000");
  }

  @Test
  void wrongPortIsWrongUsage() {
    CommandRun run = CommandRun.of("cluster", "start", "--metrics-port-fusion", "-1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("must be in 0..65535: --metrics-port-fusion -1");
  }
}
