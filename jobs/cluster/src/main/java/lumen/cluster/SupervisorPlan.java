package lumen.cluster;

import java.util.List;

/**
 * What the supervisor keeps alive; lumenctl writes it, the supervisor reads it once.
 *
 * @param slots of all TaskManagers
 * @param replacesHung whether a process that lives and does nothing is replaced
 * @param processes in the order in which they start
 */
record SupervisorPlan(
    int slots,
    int restPort,
    boolean highAvailability,
    boolean replacesHung,
    List<ProcessPlan> processes) {
  SupervisorPlan {
    processes = List.copyOf(processes);
  }
}
