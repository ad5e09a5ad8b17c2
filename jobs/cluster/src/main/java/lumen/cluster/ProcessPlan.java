package lumen.cluster;

import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param number which of its role, from 1; 0 in a plan of an earlier version
 * @param command program and arguments
 * @param environment variables beside those inherited
 * @param out file that takes what it prints
 */
record ProcessPlan(
    Role role, int number, List<String> command, Map<String, String> environment, String out) {
  /** Stands for {@link ProcessName#taskManagerId} in a command. */
  static final String TASK_MANAGER_ID = "${taskmanager}";

  ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Whose plan it is. */
  ProcessName process() {
    return new ProcessName(role, number);
  }

  /** The command for the given respawn, 0 for the first start. */
  List<String> command(int respawn) {
    return command.stream()
        .map(word -> word.replace(TASK_MANAGER_ID, process().taskManagerId(respawn)))
        .toList();
  }
}
