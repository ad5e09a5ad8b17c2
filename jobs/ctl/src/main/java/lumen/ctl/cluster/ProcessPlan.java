package lumen.ctl.cluster;

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
  ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
