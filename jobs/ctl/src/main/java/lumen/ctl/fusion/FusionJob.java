package lumen.ctl.fusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.cluster.job.JobSubmission;
import lumen.fusion.Main;

/** The fusion job as a session cluster is given it. */
public final class FusionJob {
  private FusionJob() {}

  /**
   * The job of a jar.
   *
   * @param jar absolute path of the jobs jar
   * @param arguments of its {@code main}
   * @param parallelism behind the sources, 1 or more
   * @param from URI or path of the savepoint or checkpoint to start from
   */
  public static JobSubmission submission(
      Path jar, List<String> arguments, int parallelism, Optional<String> from) {
    return new JobSubmission(jar, Main.class.getName(), arguments, parallelism, from);
  }
}
