package lumen.ctl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import lumen.ctl.CommandRun;
import lumen.ctl.ExitCode;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsPortsTest {
  @TempDir private Path temp;

  @Test
  void portsAreThoseOfTheExporterKeys() throws Exception {
    assertThat(MetricsPorts.of(LumenSettings.defaults())).isEqualTo(new MetricsPorts(9310, 9306));
    Files.writeString(temp.resolve("fusion.yaml"), "exporter:\n  http_port: 19310\n");
    assertThat(MetricsPorts.of(SettingsLoader.load(temp))).isEqualTo(new MetricsPorts(19310, 9306));
  }

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

  @Test
  void wrongPortIsWrongUsage() {
    CommandRun run = CommandRun.of("cluster", "start", "--metrics-port-fusion", "-1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("must be in 0..65535: --metrics-port-fusion -1");
  }
}
