package lumen.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The checkout that lumenctl belongs to, and where its parts lie.
 *
 * @param root absolute path of the folder that holds {@code pom.xml} and {@code jobs/}
 */
public record LumenHome(Path root) {
  public LumenHome {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("must be absolute: root=" + root);
    }
  }

  /**
   * Finds the checkout: the system property {@code lumen.home}, else the environment variable
   * {@code LUMEN_HOME} (scripts/lumenctl sets it), else upwards from the working directory.
   */
  public static LumenHome locate() {
    Optional<String> told =
        Optional.ofNullable(System.getProperty("lumen.home"))
            .or(() -> Optional.ofNullable(System.getenv("LUMEN_HOME")));
    if (told.isPresent()) {
      return new LumenHome(Path.of(told.get()).toAbsolutePath().normalize());
    }
    Path from = Path.of("").toAbsolutePath();
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("jobs/ctl/pom.xml"))) {
        return new LumenHome(folder);
      }
    }
    throw CommandFailure.failed(
        "the checkout of Lumen must be known: LUMEN_HOME is not set and no folder above %s holds it"
            .formatted(from));
  }

  /** The jars that a JobManager or TaskManager runs with. */
  public Path flinkLibrary() {
    return root.resolve("jobs/ctl/target/flink/lib");
  }

  /** The jars that the local Kafka broker runs with. */
  public Path kafkaLibrary() {
    return root.resolve("jobs/ctl/target/kafka/lib");
  }

  /** The job that {@code submit} and {@code replay} run. */
  public Path jobsJar() {
    return root.resolve("jobs/jobs/target/lumen-jobs.jar");
  }

  /** The templates of the local session cluster and the local Kafka broker. */
  public Path clusterTemplates() {
    return root.resolve("deploy/local");
  }

  /**
   * Where the session cluster keeps all that it writes, unless {@code LUMEN_CLUSTER_DIR} says so.
   */
  public Path defaultClusterDirectory() {
    return root.resolve("target/cluster");
  }
}
