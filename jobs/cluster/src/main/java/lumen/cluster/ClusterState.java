package lumen.cluster;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import lumen.cluster.job.RestClient;

/**
 * What the supervisor last wrote about its cluster.
 *
 * @param supervisor the supervisor itself
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
   * @param process the one that was started last
   * @param respawns how often it was started again
   * @param lastExit exit code of the one before, or -1
   */
  record ProcessState(Role role, ProcessId process, int respawns, int lastExit) {}

  URI restUrl() {
    return URI.create("http://127.0.0.1:" + restPort);
  }

  Optional<ProcessState> of(Role role) {
    return processes.stream().filter(process -> process.role() == role).findFirst();
  }

  /**
   * Slots that the living TaskManager has registered, by asking the JobManager; a dead one may
   * still be listed for a moment and does not count.
   */
  int slotsRegistered(RestClient rest) {
    return of(Role.TASKMANAGER)
        .filter(taskManager -> taskManager.process().alive().isPresent())
        .map(taskManager -> rest.slotsOf(ProcessPlan.taskManagerId(taskManager.respawns())))
        .orElse(0);
  }
}
