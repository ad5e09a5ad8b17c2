package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import lumen.jobs.JobKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control trip}. */
@Command(
    name = "trip",
    description = "Overlay job: holds the breaker of an overlay open until it is released.")
final class TripCommand extends OrderCommand {
  @Parameters(paramLabel = "OVERLAY", description = "The overlay.")
  private String overlay;

  @Override
  JobKind job() {
    return JobKind.OVERLAY;
  }

  @Override
  String type() {
    return "trip";
  }

  @Override
  void order(ObjectNode command) {
    command.put("overlay", overlay);
  }
}
