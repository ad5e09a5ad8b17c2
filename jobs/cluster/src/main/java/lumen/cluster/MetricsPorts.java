package lumen.cluster;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;

/**
 * Where the TaskManagers and the JobManager serve their metrics on loopback: the ports of the first
 * TaskManager, from which those of the others follow.
 *
 * @param fusion port of fusion, evidence, reference engine and job, 1..65535, 0 for none
 * @param bridge port of the bridge, 1..65535, 0 for none
 * @param jobManager port of the JobManager, 1..65535, 0 for none
 * @param overlay port of the overlay job, 1..65535, 0 for none
 * @param governance port of the governance job, 1..65535, 0 for none
 */
public record MetricsPorts(int fusion, int bridge, int jobManager, int overlay, int governance) {
  /** No metrics are served. */
  public static final MetricsPorts NONE = new MetricsPorts(0, 0, 0, 0, 0);

  /** The option that chooses the first. */
  public static final String FUSION_OPTION = "--metrics-port-fusion";

  /** The option that chooses the second. */
  public static final String BRIDGE_OPTION = "--metrics-port-bridge";

  /** The option that chooses the third. */
  public static final String JOB_MANAGER_OPTION = "--metrics-port-jobmanager";

  /** The option that chooses the fourth. */
  public static final String OVERLAY_OPTION = "--metrics-port-overlay";

  /** The option that chooses the fifth. */
  public static final String GOVERNANCE_OPTION = "--metrics-port-governance";

  private static final int MAX_PORT = 65_535;
  private static final int STEP = 100;

  /** Without a port for the overlay job and the governance job. */
  public MetricsPorts(int fusion, int bridge, int jobManager) {
    this(fusion, bridge, jobManager, 0, 0);
  }

  /** Checks that each is a port, and that no two are the same. */
  public MetricsPorts {
    Map<Integer, String> options = new HashMap<>();
    take(FUSION_OPTION, fusion, options);
    take(BRIDGE_OPTION, bridge, options);
    take(JOB_MANAGER_OPTION, jobManager, options);
    take(OVERLAY_OPTION, overlay, options);
    take(GOVERNANCE_OPTION, governance, options);
  }

  private static void take(String option, int port, Map<Integer, String> options) {
    check(port, option);
    String other = port == 0 ? null : options.put(port, option);
    if (other != null) {
      throw CommandFailure.usage("must differ: %s %d %s %d".formatted(other, port, option, port));
    }
  }

  private static void check(int port, String option) {
    if (port < 0 || port > MAX_PORT) {
      throw CommandFailure.usage("must be in 0..65535: %s %d".formatted(option, port));
    }
  }

  /** The JobManager's reporter of {@code config.yaml}, if it has a port. */
  String reportersOfJobManager() {
    return jobManager != 0 ? "jobmanager" : "none";
  }

  /**
   * The TaskManager's reporters of {@code config.yaml} that have a port, in Flink's form of a list.
   */
  String reporters() {
    Map<String, Integer> ports = byReporter();
    return ports.isEmpty() ? "none" : String.join(",", ports.keySet());
  }

  /** The TaskManager's ports by the reporters of {@code config.yaml} that serve there. */
  Map<String, Integer> byReporter() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("fusion", fusion);
    ports.put("bridge", bridge);
    ports.put("overlay", overlay);
    ports.put("governance", governance);
    ports.values().removeIf(port -> port == 0);
    return ports;
  }

  /**
   * Where a TaskManager serves its metrics: each {@value #STEP} above the one before it. The
   * JobManager is one.
   *
   * @param number from 1, which has these
   */
  public MetricsPorts ofTaskManager(int number) {
    int up = (number - 1) * STEP;
    return up == 0
        ? this
        : new MetricsPorts(
            above(FUSION_OPTION, fusion, up),
            above(BRIDGE_OPTION, bridge, up),
            0,
            above(OVERLAY_OPTION, overlay, up),
            above(GOVERNANCE_OPTION, governance, up));
  }

  private static int above(String option, int port, int up) {
    if (port != 0 && port + up > MAX_PORT) {
      throw CommandFailure.usage(
          "must leave room for the TaskManagers behind the first, each %d higher: %s %d"
              .formatted(STEP, option, port));
    }
    return port == 0 ? 0 : port + up;
  }

  /** Refuses a port that two of so many TaskManagers would have. */
  void requireRoomFor(int taskManagers) {
    Map<Integer, String> taken = new HashMap<>();
    for (int number = 1; number <= taskManagers; number++) {
      String whose = number == 1 ? "" : " of TaskManager " + number;
      ofTaskManager(number)
          .wanted()
          .forEach(
              (option, port) -> {
                String other = taken.put(port, option + whose);
                if (other != null) {
                  throw CommandFailure.usage(
                      "must differ, each TaskManager's %d above the one before: %s and %s are %d"
                          .formatted(STEP, other, option + whose, port));
                }
              });
    }
  }

  /** The ports to be had, by the option that chooses another. */
  Map<String, Integer> wanted() {
    Map<String, Integer> wanted =
        new TreeMap<>(
            Map.of(
                FUSION_OPTION,
                fusion,
                BRIDGE_OPTION,
                bridge,
                JOB_MANAGER_OPTION,
                jobManager,
                OVERLAY_OPTION,
                overlay,
                GOVERNANCE_OPTION,
                governance));
    wanted.values().removeIf(port -> port == 0);
    return wanted;
  }
}
