package lumen.ctl.fusion;

import java.util.Optional;
import lumen.fusion.graph.JobSettings;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Option;

/**
 * The option {@code --parallelism} of every command that starts a job, as a picocli mixin. Left out
 * it is what the cluster was started for, as {@code parallelism.default} of its configuration has
 * it too.
 */
public final class ParallelismOption {
  /** Left out for a job in this process, which makes itself as many slots as the job asks for. */
  private static final int WITHOUT_CLUSTER = 2;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Parallelism behind the sources [as many as the cluster has slots, "
              + WITHOUT_CLUSTER
              + " without a cluster].")
  private Optional<Integer> given = Optional.empty();

  /**
   * The parallelism on a cluster.
   *
   * @param slots of the cluster
   */
  public int on(int slots) {
    return checked().orElse(slots);
  }

  /** The parallelism in this process. */
  public int withoutCluster() {
    return checked().orElse(WITHOUT_CLUSTER);
  }

  private Optional<Integer> checked() {
    given.ifPresent(
        n -> {
          if (n < 1 || n > JobSettings.MAX_PARALLELISM) {
            throw CommandFailure.usage(
                "--parallelism must be 1.." + JobSettings.MAX_PARALLELISM + ", is " + n);
          }
        });
    return given;
  }
}
