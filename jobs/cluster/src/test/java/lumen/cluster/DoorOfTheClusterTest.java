package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No cluster is started whose REST port would take a stranger's jar. */
final class DoorOfTheClusterTest {
  @TempDir private Path temp;

  @Test
  void flinkWithoutTheDoorIsNotStarted() throws IOException {
    LumenHome home = new LumenHome(temp.resolve("home"));
    jar(home.flinkLibrary().resolve("flink-runtime-2.2.1.jar"));
    assertThatThrownBy(() -> FlinkDistribution.locate(home, Optional.empty(), Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no lumen-reporter-*.jar in " + home.flinkLibrary());

    Path own = temp.resolve("own");
    jar(own.resolve("lib/flink-dist-2.2.1.jar"));
    Optional<String> flinkHome = Optional.of(own.toString());
    assertThatThrownBy(() -> FlinkDistribution.locate(home, flinkHome, Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no lumen-reporter-*.jar in " + home.flinkLibrary());
  }

  @Test
  void allowedHostThatIsNoneIsOneLine() throws IOException {
    ClusterDirectory directory = new ClusterDirectory(temp.resolve("cluster"));
    directory.create();
    Files.writeString(
        directory.conf().resolve("config.yaml"),
        "lumen.rest.allowed-hosts: [lumen.example, 'https://lumen.example']\n");
    FlinkDistribution flink =
        new FlinkDistribution(temp, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    assertThatThrownBy(() -> new FlinkProcesses(directory, flink, MetricsPorts.NONE))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "lumen.rest.allowed-hosts must list names, such as lumen.example or"
                + " lumen.example:8443: https://lumen.example");
  }

  private static void jar(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }
}
