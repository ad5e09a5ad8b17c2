package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lumenctl control release}. */
@Command(name = "release", description = "Lets a bridge that rolled back begin anew.")
final class ReleaseCommand extends OrderCommand {
  @Option(
      names = "--force",
      description =
          "Although a condition of safety.hard_stop_on holds, which refuses it otherwise.")
  private boolean force;

  @Override
  String type() {
    return "release";
  }

  @Override
  void order(ObjectNode command) {
    if (force) {
      command.put("force", true);
    }
  }
}
