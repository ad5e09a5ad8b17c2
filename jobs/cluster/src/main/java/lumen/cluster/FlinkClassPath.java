package lumen.cluster;

import lumen.terminal.LumenHome;

/** The class path of Flink's own processes, for another that is to run a job of some jar. */
public final class FlinkClassPath {
  private FlinkClassPath() {}

  /**
   * The jars that a session cluster would be started with, without a jobs jar.
   *
   * @throws lumen.terminal.CommandFailure if no Flink is assembled
   */
  public static String ofEnvironment() {
    return FlinkDistribution.ofEnvironment(LumenHome.locate()).classPath();
  }
}
