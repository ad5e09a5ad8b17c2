package lumen.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;

/**
 * The Flink that a session cluster runs: the jars that the build assembles, or the user's own
 * distribution.
 *
 * @param library folder of the jars
 * @param reporter Lumen's metric reporter and door of the REST port, where the folder may lack it
 * @param jobs the jobs jar that every process carries, see {@link ResidentJobs}
 * @param added folder of further jars for every process, such as drivers of MIDI devices
 * @param environment variables that its processes need
 */
record FlinkDistribution(
    Path library,
    Optional<Path> reporter,
    Optional<Path> jobs,
    Optional<Path> added,
    Map<String, String> environment) {
  /** Variable that names the folder of further jars. */
  private static final String ADDED = "LUMEN_CLUSTER_LIB";

  private static final String REPORTER = "lumen-reporter-";
  private static final String ASSEMBLED =
      "Flink must be assembled first (mvn -q -pl jobs/ctl -am package -DskipTests)";

  /**
   * The one that the environment asks for: {@code FLINK_HOME}, and for further jars the system
   * property {@code lumen.cluster.lib} or the variable {@code LUMEN_CLUSTER_LIB}.
   *
   * @throws CommandFailure if no Flink lies there, or the folder of further jars is none
   */
  static FlinkDistribution ofEnvironment(LumenHome home) {
    Optional<String> added =
        Optional.ofNullable(System.getProperty("lumen.cluster.lib"))
            .or(() -> Optional.ofNullable(System.getenv(ADDED)));
    return locate(home, Optional.ofNullable(System.getenv("FLINK_HOME")), added);
  }

  /**
   * @param flinkHome value of {@code FLINK_HOME}, if set
   * @param addedJars folder of further jars, if there is one
   * @throws CommandFailure if no Flink lies there, the folder of further jars is none, or the door
   *     of the REST port is nowhere: without it any page could hand in a jar
   */
  static FlinkDistribution locate(
      LumenHome home, Optional<String> flinkHome, Optional<String> addedJars) {
    Optional<Path> added =
        addedJars.filter(text -> !text.isBlank()).map(text -> Path.of(text).toAbsolutePath());
    if (added.isPresent() && !Files.isDirectory(added.get())) {
      throw CommandFailure.failed("%s must be a folder of jars: %s".formatted(ADDED, added.get()));
    }
    if (flinkHome.isPresent()) {
      Path own = Path.of(flinkHome.get()).toAbsolutePath();
      require(own.resolve("lib"), "flink-dist-2", "FLINK_HOME must be a Flink 2 distribution");
      require(home.flinkLibrary(), REPORTER, ASSEMBLED);
      return new FlinkDistribution(
          own.resolve("lib"),
          reporter(home),
          Optional.empty(),
          added,
          Map.of("FLINK_PLUGINS_DIR", own.resolve("plugins").toString()));
    }
    require(home.flinkLibrary(), "flink-runtime-", ASSEMBLED);
    require(home.flinkLibrary(), REPORTER, ASSEMBLED);
    return new FlinkDistribution(
        home.flinkLibrary(), Optional.empty(), Optional.empty(), added, Map.of());
  }

  /** The same with a jobs jar that every process carries, or without one. */
  FlinkDistribution carrying(Optional<Path> jobsJar) {
    return new FlinkDistribution(library, reporter, jobsJar, added, environment);
  }

  /** The reporter that serves the metrics and guards REST, where the build has put it. */
  private static Optional<Path> reporter(LumenHome home) {
    return jars(home.flinkLibrary()).stream()
        .filter(jar -> jar.getFileName().toString().startsWith(REPORTER))
        .findFirst();
  }

  private static void require(Path library, String prefix, String rule) {
    if (jars(library).stream().noneMatch(jar -> jar.getFileName().toString().startsWith(prefix))) {
      throw CommandFailure.failed("%s: no %s*.jar in %s".formatted(rule, prefix, library));
    }
  }

  /**
   * Every jar in a fixed order, because the order of a wildcard is the file system's; Flink's come
   * first.
   */
  String classPath() {
    List<Path> all = new ArrayList<>(jars(library));
    reporter.ifPresent(all::add);
    jobs.ifPresent(all::add);
    added.ifPresent(folder -> all.addAll(jars(folder)));
    return String.join(File.pathSeparator, all.stream().map(Path::toString).toList());
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
