package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreconditionsTest {
  private static final Optional<String> NONE = Optional.empty();
  private static final long GIB = 1L << 30;

  @TempDir private Path temp;

  @Test
  void tooLittleMemoryIsOneLine() {
    assertThatThrownBy(() -> Preconditions.memorySuffices(3 * GIB, 2 * GIB))
        .hasMessage(
            "not enough memory: the cluster needs 3.0 GiB, 2.0 GiB are available; close other"
                + " programs or lower the sizes in deploy/local/config.yaml");
    assertThatCode(() -> Preconditions.memorySuffices(GIB, GIB)).doesNotThrowAnyException();
  }

  @Test
  void missingArtefactsSayHowToBuildThem() {
    LumenHome home = new LumenHome(temp);
    assertThatThrownBy(() -> FlinkDistribution.locate(home, NONE, NONE))
        .hasMessage(
            "Flink must be assembled first (mvn -q -pl jobs/ctl -am package -DskipTests):"
                + " no flink-runtime-*.jar in %s",
            home.flinkLibrary());
  }

  @Test
  void ownDistributionIsUsedWithItsPlugins() throws Exception {
    Path lib = Files.createDirectories(temp.resolve("lib"));
    Path jar = Files.createFile(lib.resolve("flink-dist-2.2.1.jar"));
    LumenHome home = new LumenHome(temp.resolve("home"));
    Path door =
        Files.createFile(
            Files.createDirectories(home.flinkLibrary()).resolve("lumen-reporter-0.jar"));
    FlinkDistribution own = FlinkDistribution.locate(home, Optional.of(temp.toString()), NONE);
    assertThat(own.classPath().split(File.pathSeparator))
        .containsExactly(jar.toString(), door.toString());
    assertThat(own.environment())
        .containsEntry("FLINK_PLUGINS_DIR", temp.resolve("plugins").toString());
  }

  @Test
  void furtherJarsJoinTheClassPathBehindThoseOfFlink() throws Exception {
    LumenHome home = new LumenHome(temp);
    Path flink = Files.createDirectories(home.flinkLibrary()).resolve("flink-runtime-2.jar");
    Files.createFile(flink);
    Path door = Files.createFile(home.flinkLibrary().resolve("lumen-reporter-0.jar"));
    Path drivers = Files.createDirectory(temp.resolve("a drivers"));
    Path driver = Files.createFile(drivers.resolve("a-driver.jar"));
    Files.createFile(drivers.resolve("readme.txt"));
    FlinkDistribution extended =
        FlinkDistribution.locate(home, NONE, Optional.of(drivers.toString()));
    assertThat(extended.classPath().split(File.pathSeparator))
        .containsExactly(flink.toString(), door.toString(), driver.toString());
    assertThatThrownBy(() -> FlinkDistribution.locate(home, NONE, Optional.of(driver.toString())))
        .hasMessage("LUMEN_CLUSTER_LIB must be a folder of jars: " + driver);
  }

  @Test
  void flinkOneIsRefused() throws Exception {
    Path lib = Files.createDirectories(temp.resolve("lib"));
    Files.createFile(lib.resolve("flink-dist-1.20.0.jar"));
    assertThatThrownBy(
            () -> FlinkDistribution.locate(new LumenHome(temp), Optional.of(temp.toString()), NONE))
        .hasMessage("FLINK_HOME must be a Flink 2 distribution: no flink-dist-2*.jar in %s", lib);
  }

  @Test
  void portOfMetricsInUseNamesItsOption() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      assertThatThrownBy(() -> Preconditions.portsAreFree(new MetricsPorts(taken, 0, 0)))
          .hasMessage(
              "port in use: another program listens on 127.0.0.1:%d, where metrics are to be served;"
                  + " `lumenctl cluster start --metrics-port-fusion N` takes another, 0 none",
              taken);
      assertThatThrownBy(() -> Preconditions.portsAreFree(new MetricsPorts(0, taken, 0)))
          .hasMessageContaining("--metrics-port-bridge");
      assertThatCode(() -> Preconditions.portsAreFree(MetricsPorts.NONE))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void ownDistributionGetsTheReporterOfTheBuild() throws Exception {
    LumenHome home = new LumenHome(temp);
    Path built = Files.createDirectories(home.flinkLibrary()).resolve("lumen-reporter-1.jar");
    Files.createFile(built);
    Path own = temp.resolve("own");
    Path dist = Files.createDirectories(own.resolve("lib")).resolve("flink-dist-2.2.1.jar");
    Files.createFile(dist);
    assertThat(
            FlinkDistribution.locate(home, Optional.of(own.toString()), NONE)
                .classPath()
                .split(File.pathSeparator))
        .containsExactly(dist.toString(), built.toString());
  }
}
