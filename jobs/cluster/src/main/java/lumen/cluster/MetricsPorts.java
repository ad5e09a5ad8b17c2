package lumen.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;

/**
 * Where TaskManager and JobManager serve their metrics on loopback.
 *
 * @param fusion port of fusion, evidence, reference engine and job, 1..65535, 0 for none
 * @param bridge port of the bridge, 1..65535, 0 for none
 * @param jobManager port of the JobManager, 1..65535, 0 for none
 * @param overlay port of the overlay job, 1..65535, 0 for none
 */
public record MetricsPorts(int fusion, int bridge, int jobManager, int overlay) {
  /** No metrics are served. */
  public static final MetricsPorts NONE = new MetricsPorts(0, 0, 0, 0);

  /** The option that chooses the first. */
  public static final String FUSION_OPTION = "--metrics-port-fusion";

  /** The option that chooses the second. */
  public static final String BRIDGE_OPTION = "--metrics-port-bridge";

  /** The option that chooses the third. */
  public static final String JOB_MANAGER_OPTION = "--metrics-port-jobmanager";

  /** The option that chooses the fourth. */
  public static final String OVERLAY_OPTION = "--metrics-port-overlay";

  private static final int MAX_PORT = 65_535;

  /** Without a port for the overlay job. */
  public MetricsPorts(int fusion, int bridge, int jobManager) {
    this(fusion, bridge, jobManager, 0);
  }

  public MetricsPorts {
    check(overlay, OVERLAY_OPTION);
    check(fusion, FUSION_OPTION);
    check(bridge, BRIDGE_OPTION);
    check(jobManager, JOB_MANAGER_OPTION);
    differ(FUSION_OPTION, fusion, BRIDGE_OPTION, bridge);
    differ(FUSION_OPTION, fusion, JOB_MANAGER_OPTION, jobManager);
    differ(BRIDGE_OPTION, bridge, JOB_MANAGER_OPTION, jobManager);
    differ(FUSION_OPTION, fusion, OVERLAY_OPTION, overlay);
    differ(BRIDGE_OPTION, bridge, OVERLAY_OPTION, overlay);
    differ(JOB_MANAGER_OPTION, jobManager, OVERLAY_OPTION, overlay);
  }

  private static void differ(String option, int port, String other, int otherPort) {
    if (port == otherPort && port != 0) {
      throw CommandFailure.usage(
          "must differ: %s %d %s %d".formatted(option, port, other, otherPort));
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
    List<String> names = new ArrayList<>();
    if (fusion != 0) {
      names.add("fusion");
    }
    if (bridge != 0) {
      names.add("bridge");
    }
    if (overlay != 0) {
      names.add("overlay");
    }
    return names.isEmpty() ? "none" : String.join(",", names);
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
                overlay));
    wanted.values().removeIf(port -> port == 0);
    return wanted;
  }
}
