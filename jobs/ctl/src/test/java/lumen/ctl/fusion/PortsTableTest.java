package lumen.ctl.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.cluster.MetricsPorts;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;

/** The table of ports in docs/architecture.md, and the ports that the shipped files name. */
final class PortsTableTest {
  private static final Path ROOT = LumenHome.locate().root();
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{4,5}) \\| ");
  private static final Pattern PORT =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0):(\\d{4,5})\\b");

  @Test
  void noNumberIsGivenTwiceAndNoneThatIsShippedIsMissing() throws IOException {
    List<String> table = found(ROW, ROOT.resolve("docs/architecture.md"));
    assertThat(table).doesNotHaveDuplicates();
    MetricsPorts usual = ExporterPorts.of(Optional.empty());
    assertThat(table)
        .contains("8081", "9092")
        .contains(
            Integer.toString(usual.fusion()),
            Integer.toString(usual.bridge()),
            Integer.toString(usual.jobManager()),
            Integer.toString(usual.overlay()),
            Integer.toString(usual.governance()));
    for (String file :
        List.of(
            "configs/sensors.yaml",
            "configs/bridge.yaml",
            "configs/fusion.yaml",
            "deploy/prometheus/prometheus.yml",
            "deploy/alertmanager/alertmanager.yml")) {
      assertThat(found(PORT, ROOT.resolve(file))).as(file).isSubsetOf(table);
    }
    assertThat(found(PORT, ROOT.resolve("configs/sensors.yaml")))
        .as("the example of control is no port of metrics")
        .doesNotContain("9310", "9306", "9311");
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    Stream<MatchResult> results = pattern.matcher(Files.readString(file)).results();
    return results.map(result -> result.group(1)).toList();
  }
}
