package lumen.cluster;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a supervisor finds of a cluster whose supervisor was killed. Processes that live are kept,
 * but no TaskManager whose JobManager is gone and with it the jobs (without high availability): its
 * tasks are of attempts that nobody leads. Processes that nobody wrote down are killed.
 */
final class Takeover {
  private static final long DEATH_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 20;

  private final ClusterDirectory directory;
  private final ClusterState left;
  private final Map<ProcessName, Child> children;

  private Takeover(
      ClusterDirectory directory, ClusterState left, Map<ProcessName, Child> children) {
    this.directory = directory;
    this.left = left;
    this.children = children;
  }

  /**
   * Has the children go on from what is left.
   *
   * @param children none of them started yet
   */
  static void of(ClusterDirectory directory, ClusterState left, Map<ProcessName, Child> children) {
    Takeover takeover = new Takeover(directory, left, children);
    takeover.killUnknown();
    boolean jobManagerLives =
        left.of(ProcessName.JOB_MANAGER).flatMap(one -> one.process().alive()).isPresent();
    if (!jobManagerLives && !left.highAvailability()) {
      left.taskManagers().forEach(one -> one.process().alive().ifPresent(Takeover::kill));
    }
    left.processes().stream()
        .filter(process -> children.containsKey(process.name()))
        .forEach(process -> children.get(process.name()).goOnFrom(process));
  }

  private void killUnknown() {
    Set<Long> known =
        Stream.concat(Stream.of(left.supervisor()), left.processes().stream().map(p -> p.process()))
            .flatMap(process -> process.alive().stream())
            .map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    for (ProcessName process : children.keySet()) {
      for (ProcessHandle orphan : Orphans.of(directory, process, known)) {
        Supervisor.log(
            "%s %d was not written down: killed".formatted(process.title(), orphan.pid()));
        kill(orphan);
      }
    }
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
