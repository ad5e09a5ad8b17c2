package lumen.cluster;

import java.util.List;

/**
 * What the supervisor keeps alive; lumenctl writes it, the supervisor reads it once.
 *
 * @param processes in the order in which they start
 */
record SupervisorPlan(
    int slots, int restPort, boolean highAvailability, List<ProcessPlan> processes) {
  SupervisorPlan {
    processes = List.copyOf(processes);
  }
}
