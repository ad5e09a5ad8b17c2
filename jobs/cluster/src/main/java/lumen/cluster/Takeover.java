package lumen.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a supervisor finds of a cluster whose supervisor was killed. Processes that live are kept,
 * but not a TaskManager whose JobManager is gone and with it the jobs (without high availability):
 * its tasks are of attempts that nobody leads. Processes that nobody wrote down are killed.
 */
final class Takeover {
  private static final long DEATH_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 20;

  private final ClusterDirectory directory;
  private final ClusterState left;
  private final Map<Role, Child> children;

  private Takeover(ClusterDirectory directory, ClusterState left, Map<Role, Child> children) {
    this.directory = directory;
    this.left = left;
    this.children = children;
  }

  /**
   * Has the children go on from what is left.
   *
   * @param children none of them started yet
   */
  static void of(ClusterDirectory directory, ClusterState left, Map<Role, Child> children) {
    Takeover takeover = new Takeover(directory, left, children);
    takeover.killUnknown();
    if (takeover.process(Role.JOBMANAGER).isEmpty() && !left.highAvailability()) {
      takeover.process(Role.TASKMANAGER).ifPresent(Takeover::kill);
    }
    left.processes().stream()
        .filter(process -> children.containsKey(process.role()))
        .forEach(process -> children.get(process.role()).goOnFrom(process));
  }

  private void killUnknown() {
    Set<Long> known =
        Stream.concat(Stream.of(left.supervisor()), left.processes().stream().map(p -> p.process()))
            .flatMap(process -> process.alive().stream())
            .map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    for (Role role : children.keySet()) {
      for (ProcessHandle orphan : Orphans.of(directory, role, known)) {
        Supervisor.log("%s %d was not written down: killed".formatted(role.title(), orphan.pid()));
        kill(orphan);
      }
    }
  }

  private Optional<ProcessHandle> process(Role role) {
    return left.of(role).flatMap(process -> process.process().alive());
  }

  /** Returns when it is dead: what follows takes its ports. */
  private static void kill(ProcessHandle process) {
    ProcessId id = ProcessId.of(process);
    process.destroyForcibly();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEATH_MILLIS);
    while (id.alive().isPresent() && System.nanoTime() < deadline) {
      SessionCluster.pause(LOOK_MILLIS);
    }
  }
}
