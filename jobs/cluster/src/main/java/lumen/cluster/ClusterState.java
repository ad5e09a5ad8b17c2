package lumen.cluster;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.cluster.job.RestClient;

/**
 * What the supervisor last wrote about its cluster.
 *
 * @param supervisor the supervisor itself
 * @param slots of all TaskManagers
 * @param processes one entry for each process it keeps alive
 * @param resubmissions jobs started anew from a checkpoint after the loss of the JobManager
 */
record ClusterState(
    ProcessId supervisor,
    int slots,
    int restPort,
    boolean highAvailability,
    int resubmissions,
    List<ProcessState> processes) {
  ClusterState {
    processes = List.copyOf(processes);
  }

  /**
   * One process.
   *
   * @param number which of its role, from 1; an earlier version wrote none
   * @param process the one that was started last
   * @param respawns how often it was started again
   * @param lastExit exit code of the one before, or -1
   */
  record ProcessState(Role role, int number, ProcessId process, int respawns, int lastExit) {
    ProcessName name() {
      return new ProcessName(role, number);
    }
  }

  URI restUrl() {
    return URI.create("http://127.0.0.1:" + restPort);
  }

  Optional<ProcessState> of(ProcessName name) {
    return processes.stream().filter(process -> process.name().equals(name)).findFirst();
  }

  /** The TaskManagers, by their numbers. */
  List<ProcessState> taskManagers() {
    return processes.stream().filter(process -> process.role() == Role.TASKMANAGER).toList();
  }

  /**
   * Slots that the living TaskManagers have registered, by asking the JobManager; a dead one may
   * still be listed for a moment and does not count.
   */
  int slotsRegistered(RestClient rest) {
    Map<String, Integer> registered = rest.registeredSlots();
    return taskManagers().stream()
        .filter(taskManager -> taskManager.process().alive().isPresent())
        .map(taskManager -> taskManager.name().taskManagerId(taskManager.respawns()))
        .mapToInt(id -> registered.getOrDefault(id, 0))
        .sum();
  }
}
