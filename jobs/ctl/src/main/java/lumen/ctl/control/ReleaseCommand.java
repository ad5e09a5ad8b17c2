package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** {@code lumenctl control release}. */
@Command(name = "release", description = "Lets a bridge that rolled back begin anew.")
final class ReleaseCommand extends OrderCommand {
  @Override
  String type() {
    return "release";
  }

  @Override
  void order(ObjectNode command) {
    // The type says it all.
  }
}
