package lumen.cluster;

import lumen.terminal.CommandFailure;

/**
 * What a user chooses about a session cluster.
 *
 * @param slots tasks that can run side by side, 1..64
 * @param restPort port of the REST API and the web page on loopback, 1..65535
 * @param highAvailability whether a ZooKeeper peer keeps the jobs over the loss of the JobManager
 * @param metrics where the TaskManager serves its metrics
 */
public record ClusterSettings(
    int slots, int restPort, boolean highAvailability, MetricsPorts metrics) {
  private static final int MAX_SLOTS = 64;
  private static final int MAX_PORT = 65_535;

  public ClusterSettings {
    if (slots < 1 || slots > MAX_SLOTS) {
      throw CommandFailure.usage("must be in 1..64: --slots " + slots);
    }
    if (restPort < 1 || restPort > MAX_PORT) {
      throw CommandFailure.usage("must be in 1..65535: --port " + restPort);
    }
  }

  /** Settings of a cluster that serves no metrics. */
  public ClusterSettings(int slots, int restPort, boolean highAvailability) {
    this(slots, restPort, highAvailability, MetricsPorts.NONE);
  }

  /** Two slots, port 8081, no ZooKeeper. */
  public static ClusterSettings standard(MetricsPorts metrics) {
    return new ClusterSettings(2, 8081, false, metrics);
  }
}
