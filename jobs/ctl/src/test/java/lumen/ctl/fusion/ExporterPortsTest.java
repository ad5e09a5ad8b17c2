package lumen.ctl.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.cluster.MetricsPorts;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExporterPortsTest {
  @TempDir private Path temp;

  @Test
  void portsAreThoseOfTheExporterKeys() throws Exception {
    assertThat(ExporterPorts.of(Optional.empty()))
        .isEqualTo(new MetricsPorts(9310, 9306, 9311, 9312, 9313));
    Files.writeString(temp.resolve("fusion.yaml"), "exporter:\n  http_port: 19310\n");
    assertThat(ExporterPorts.of(Optional.of(temp)))
        .isEqualTo(new MetricsPorts(19310, 9306, 19311, 9312, 9313));
  }

  @Test
  void metricsAreServedWhereThereIsAPort() {
    assertThat(ExporterPorts.urls(new MetricsPorts(9310, 9306, 9311)))
        .isEqualTo(
            "http://127.0.0.1:9310/metrics_fusion  http://127.0.0.1:9306/metrics_bridge"
                + "  http://127.0.0.1:9311/metrics_jobmanager");
    assertThat(ExporterPorts.urls(new MetricsPorts(0, 0, 0, 0, 9313)))
        .isEqualTo("http://127.0.0.1:9313/metrics_governance");
    assertThat(ExporterPorts.urls(new MetricsPorts(0, 1, 0)))
        .isEqualTo("http://127.0.0.1:1/metrics_bridge");
  }

  @Test
  void wrongPortIsWrongUsage() {
    CommandRun run = LumenctlRun.of("cluster", "start", "--metrics-port-fusion", "-1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("must be in 0..65535: --metrics-port-fusion -1");
  }
}
