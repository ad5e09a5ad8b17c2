package lumen.cluster;

import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param command program and arguments
 * @param environment variables beside those inherited
 * @param out file that takes what it prints
 */
record ProcessPlan(Role role, List<String> command, Map<String, String> environment, String out) {
  /** Stands for {@link #taskManagerId} in a command. */
  static final String TASK_MANAGER_ID = "${taskmanager}";

  ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The command for the given respawn, 0 for the first start. */
  List<String> command(int respawn) {
    return command.stream()
        .map(word -> word.replace(TASK_MANAGER_ID, taskManagerId(respawn)))
        .toList();
  }

  /**
   * Every TaskManager has a name of its own, so that REST tells it apart from the dead one before
   * it.
   */
  static String taskManagerId(int respawn) {
    return "taskmanager-" + respawn;
  }
}
