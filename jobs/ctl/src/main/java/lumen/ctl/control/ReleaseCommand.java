package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control release}. */
@Command(
    name = "release",
    description = {
      "Lets a bridge that rolled back begin anew.",
      "Overlay job: closes the breaker of OVERLAY and opens its blocked gates; with --scenario only"
          + " its gates there."
    })
final class ReleaseCommand extends OrderCommand {
  @Parameters(paramLabel = "OVERLAY", arity = "0..1", description = "Overlay job: the overlay.")
  private Optional<String> overlay = Optional.empty();

  @Option(
      names = "--scenario",
      paramLabel = "S",
      description = "Overlay job: the scenario whose gates open again; the breaker stays.")
  private Optional<String> scenario = Optional.empty();

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
  boolean ofOverlay() {
    return overlay.isPresent();
  }

  @Override
  void order(ObjectNode command) {
    if (overlay.isPresent() ? force : scenario.isPresent()) {
      throw CommandFailure.usage(
          overlay.isPresent()
              ? "--force must be of a bridge: an overlay is released whatever holds"
              : "--scenario must be of an overlay: release OVERLAY --scenario S");
    }
    overlay.ifPresent(name -> command.put("overlay", name));
    scenario.ifPresent(name -> command.put("scenario", name));
    if (force) {
      command.put("force", true);
    }
  }
}
