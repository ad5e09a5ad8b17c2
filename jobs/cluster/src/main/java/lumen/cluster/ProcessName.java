package lumen.cluster;

import java.util.Comparator;

/**
 * Which process of a session cluster: of a role there may be several, counted from 1. The first has
 * the role's own name, the others their number behind it.
 *
 * @param number 1 or more
 */
record ProcessName(Role role, int number) implements Comparable<ProcessName> {
  /** Those that there is one of. */
  static final ProcessName JOB_MANAGER = new ProcessName(Role.JOBMANAGER, 1);

  private static final Comparator<ProcessName> IN_ORDER =
      Comparator.comparing(ProcessName::role).thenComparingInt(ProcessName::number);

  /** What an earlier version wrote down has no number: it was the only one. */
  ProcessName {
    number = Math.max(1, number);
  }

  /** Its name for people. */
  String title() {
    return number == 1 ? role.title() : role.title() + " " + number;
  }

  /** Its name in files. */
  String fileName() {
    return number == 1 ? role.fileName() : role.fileName() + "-" + number;
  }

  /**
   * The name by which a TaskManager registers. Each has one of its own, so that REST tells it apart
   * from the dead one before it.
   *
   * @param respawn 0 for the first start
   */
  String taskManagerId(int respawn) {
    return number == 1 ? "taskmanager-" + respawn : "taskmanager-" + number + "-" + respawn;
  }

  @Override
  public int compareTo(ProcessName other) {
    return IN_ORDER.compare(this, other);
  }
}
