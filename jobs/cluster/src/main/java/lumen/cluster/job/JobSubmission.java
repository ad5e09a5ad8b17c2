package lumen.cluster.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to run on a session cluster.
 *
 * @param jar absolute path of the jar that holds the job and all but Flink
 * @param mainClass class whose {@code main} builds and executes the job
 * @param arguments of {@code main}; paths must be absolute, the cluster runs in folders of its own
 * @param parallelism of what the job does not fix itself, 1 or more
 * @param from URI or path of the savepoint or checkpoint to start from
 */
public record JobSubmission(
    Path jar, String mainClass, List<String> arguments, int parallelism, Optional<String> from) {
  public JobSubmission {
    if (!jar.isAbsolute()) {
      throw new IllegalArgumentException("must be absolute: jar=" + jar);
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("must be 1 or more: parallelism=" + parallelism);
    }
    arguments = List.copyOf(arguments);
  }

  /** The same from a savepoint or checkpoint. */
  public JobSubmission startedFrom(String savepoint) {
    return new JobSubmission(jar, mainClass, arguments, parallelism, Optional.of(savepoint));
  }

  /** The same of another jar. */
  public JobSubmission ofJar(Path other) {
    return new JobSubmission(other, mainClass, arguments, parallelism, from);
  }
}
