package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import lumen.fusion.command.OperatorCommand;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control adapt}. */
@Command(
    name = "adapt",
    description = {
      "Says how the noise q and r of a tenant's filters goes on:",
      "off: it stays as it is; on: as align.adapt of the job's configuration says;",
      "fixed: as off, or as --q and --r say; residual, innovation: as under align.adapt."
    })
final class AdaptCommand extends OrderCommand {
  /** How, as a person says it. */
  enum Way {
    off("fixed"),
    on(OperatorCommand.Adapt.CONFIGURED),
    fixed("fixed"),
    residual("residual"),
    innovation("innovation");

    private final String mode;

    Way(String mode) {
      this.mode = mode;
    }
  }

  @Parameters(paramLabel = "HOW", description = "off, on, fixed, residual or innovation.")
  private Way way;

  @Option(
      names = "--q",
      paramLabel = "X",
      description = "With fixed: process noise of all filters, cycles^2, within align.kalman.")
  private Optional<Double> q = Optional.empty();

  @Option(
      names = "--r",
      paramLabel = "X",
      description = "With fixed: measurement noise of all filters, cycles^2, within align.kalman.")
  private Optional<Double> r = Optional.empty();

  @Override
  String type() {
    return "adapt";
  }

  @Override
  void order(ObjectNode command) {
    if (way != Way.fixed && (q.isPresent() || r.isPresent())) {
      throw CommandFailure.usage("--q and --r go with fixed alone: adapt " + way + " has none");
    }
    command.put("mode", way.mode);
    q.ifPresent(value -> command.put("q", value));
    r.ifPresent(value -> command.put("r", value));
  }
}
