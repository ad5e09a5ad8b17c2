package lumen.ctl.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.ctl.CommandFailure;
import lumen.ctl.ExitCode;
import lumen.ctl.LumenHome;

/**
 * The Flink that a session cluster runs: the jars that the build assembles, or the user's own
 * distribution.
 *
 * @param library folder of the jars
 * @param environment variables that its processes need
 */
record FlinkDistribution(Path library, Map<String, String> environment) {
  /**
   * @param flinkHome value of {@code FLINK_HOME}, if set
   * @throws CommandFailure if no Flink lies there
   */
  static FlinkDistribution locate(LumenHome home, Optional<String> flinkHome) {
    if (flinkHome.isPresent()) {
      Path own = Path.of(flinkHome.get()).toAbsolutePath();
      require(own.resolve("lib"), "flink-dist-2", "FLINK_HOME must be a Flink 2 distribution");
      return new FlinkDistribution(
          own.resolve("lib"), Map.of("FLINK_PLUGINS_DIR", own.resolve("plugins").toString()));
    }
    require(
        home.flinkLibrary(),
        "flink-runtime-",
        "Flink must be assembled first (mvn -q -pl jobs/ctl -am package -DskipTests)");
    return new FlinkDistribution(home.flinkLibrary(), Map.of());
  }

  private static void require(Path library, String prefix, String rule) {
    if (jars(library).stream().noneMatch(jar -> jar.getFileName().toString().startsWith(prefix))) {
      throw CommandFailure.failed("%s: no %s*.jar in %s".formatted(rule, prefix, library));
    }
  }

  /** Every jar in a fixed order, because the order of a wildcard is the file system's. */
  String classPath() {
    return String.join(File.pathSeparator, jars(library).stream().map(Path::toString).toList());
  }

  private static List<Path> jars(Path library) {
    if (!Files.isDirectory(library)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(library)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "must be readable: " + library, e);
    }
  }
}
