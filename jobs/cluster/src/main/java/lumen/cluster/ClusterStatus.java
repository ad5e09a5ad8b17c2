package lumen.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;

/**
 * How a session cluster is.
 *
 * @param running whether its supervisor lives
 * @param ready whether REST answers and all slots are registered
 * @param resubmissions jobs started anew after the loss of the JobManager
 */
public record ClusterStatus(
    boolean running,
    boolean ready,
    String url,
    String folder,
    boolean highAvailability,
    int slots,
    int slotsRegistered,
    int slotsFree,
    int resubmissions,
    List<ProcessLine> processes,
    List<JobStatus> jobs) {

  /** One process; its uptime is 0 when it does not live. */
  public record ProcessLine(
      String role, long pid, boolean alive, long uptimeMillis, int respawns) {}

  /** How the cluster is now. */
  public static ClusterStatus of(SessionCluster cluster) {
    String folder = cluster.directory().root().toString();
    Optional<ClusterState> known = cluster.state();
    if (known.isEmpty()) {
      return new ClusterStatus(false, false, "", folder, false, 0, 0, 0, 0, List.of(), List.of());
    }
    ClusterState state = known.get();
    int registered = 0;
    int free = 0;
    List<JobStatus> jobs = List.of();
    RestClient rest = new RestClient(state.restUrl());
    try {
      registered = state.slotsRegistered(rest);
      free = rest.overview().freeSlots();
      jobs = rest.jobs();
    } catch (CommandFailure | RestFailure e) {
      registered = 0;
    }
    return new ClusterStatus(
        state.supervisor().alive().isPresent(),
        registered >= state.slots(),
        state.restUrl().toString(),
        folder,
        state.highAvailability(),
        state.slots(),
        registered,
        free,
        state.resubmissions(),
        processes(state),
        jobs);
  }

  private static List<ProcessLine> processes(ClusterState state) {
    List<ProcessLine> lines = new ArrayList<>();
    lines.add(line("Supervisor", state.supervisor(), 0));
    state.processes().forEach(p -> lines.add(line(p.name().title(), p.process(), p.respawns())));
    return lines;
  }

  private static ProcessLine line(String role, ProcessId process, int respawns) {
    boolean alive = process.alive().isPresent();
    long uptime = alive ? System.currentTimeMillis() - process.startMillis() : 0;
    return new ProcessLine(role, process.pid(), alive, uptime, respawns);
  }
}
