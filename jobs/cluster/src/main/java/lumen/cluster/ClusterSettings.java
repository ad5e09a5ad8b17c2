package lumen.cluster;

import java.util.List;
import java.util.stream.IntStream;
import lumen.terminal.CommandFailure;

/**
 * What a user chooses about a session cluster.
 *
 * @param slots tasks that can run side by side in each TaskManager, 1..64
 * @param taskManagers processes that run tasks, 1..16
 * @param restPort port of the REST API and the web page on loopback, 1..65535
 * @param highAvailability whether a ZooKeeper peer keeps the jobs over the loss of the JobManager
 * @param metrics where the first TaskManager serves its metrics
 */
public record ClusterSettings(
    int slots, int taskManagers, int restPort, boolean highAvailability, MetricsPorts metrics) {
  private static final int MAX_SLOTS = 64;
  private static final int MAX_TASK_MANAGERS = 16;
  private static final int MAX_PORT = 65_535;

  public ClusterSettings {
    if (slots < 1 || slots > MAX_SLOTS) {
      throw CommandFailure.usage("must be in 1..64: --slots " + slots);
    }
    if (taskManagers < 1 || taskManagers > MAX_TASK_MANAGERS) {
      throw CommandFailure.usage("must be in 1..16: --task-managers " + taskManagers);
    }
    if (restPort < 1 || restPort > MAX_PORT) {
      throw CommandFailure.usage("must be in 1..65535: --port " + restPort);
    }
    metrics.requireRoomFor(taskManagers);
  }

  /** Settings of a cluster with one TaskManager. */
  public ClusterSettings(int slots, int restPort, boolean highAvailability, MetricsPorts metrics) {
    this(slots, 1, restPort, highAvailability, metrics);
  }

  /** Settings of such a cluster that serves no metrics. */
  public ClusterSettings(int slots, int restPort, boolean highAvailability) {
    this(slots, restPort, highAvailability, MetricsPorts.NONE);
  }

  /** Two slots, port 8081, no ZooKeeper. */
  public static ClusterSettings standard(MetricsPorts metrics) {
    return new ClusterSettings(2, 8081, false, metrics);
  }

  /** Tasks that can run side by side in all. */
  int allSlots() {
    return slots * taskManagers;
  }

  /** The metrics of each TaskManager; the JobManager's with those of the first. */
  List<MetricsPorts> everyMetrics() {
    return IntStream.rangeClosed(1, taskManagers).mapToObj(metrics::ofTaskManager).toList();
  }
}
