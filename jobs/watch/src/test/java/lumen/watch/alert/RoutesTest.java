package lumen.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.fixtures.PrometheusTools;
import lumen.watch.rules.RuleFile;
import lumen.watch.rules.RuleFile.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears what, asked of amtool, which comes with Alertmanager. */
final class RoutesTest {
  private static final Path CONFIG =
      PrometheusTools.folder().resolveSibling("alertmanager/alertmanager.yml");

  @BeforeEach
  void require() {
    AlertmanagerProcess.require();
  }

  private static String amtool(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("amtool"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  private static String receivers(String... labels) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + CONFIG));
    arguments.addAll(List.of(labels));
    return amtool(arguments);
  }

  @Test
  void theFileIsGood() throws Exception {
    assertThat(amtool(List.of("check-config", CONFIG.toString())))
        .contains("6 inhibit rules", "4 receivers");
  }

  @Test
  void eachSeverityHasItsReceiver() throws Exception {
    assertThat(receivers("severity=critical")).isEqualTo("slack");
    assertThat(receivers("severity=warning")).isEqualTo("slack");
    assertThat(receivers("severity=info")).isEqualTo("none");
    assertThat(receivers("severity=none", "alertname=Watchdog")).isEqualTo("heartbeat");
    assertThat(receivers("severity=warning", "drill=yes")).isEqualTo("drill,slack");
  }

  @Test
  void eachAlertGoesWhereItsSeveritySays() throws Exception {
    for (Rule rule : RuleFile.rulesOfAll()) {
      if (rule.alert() && rule.labels().containsKey("burn")) {
        String heard =
            receivers("alertname=" + rule.name(), "severity=" + rule.severity(), "tenant=a");
        assertThat(heard)
            .as(rule.name())
            .isEqualTo(rule.severity().equals("info") ? "none" : "slack");
      }
    }
  }
}
