package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lumenctl control weights}. */
@Command(
    name = "weights",
    description = "Sets the weights of the reference engine and the sensors.")
final class WeightsCommand extends OrderCommand {
  @Option(
      names = "--ure",
      required = true,
      paramLabel = "X",
      description = "Weight of the reference engine, 0.6 to 0.9.")
  private double ure;

  @Option(
      names = "--sensors",
      required = true,
      paramLabel = "X",
      description = "Weight of the sensors, 0.1 to 0.4.")
  private double sensors;

  @Override
  String type() {
    return "weights";
  }

  @Override
  void order(ObjectNode command) {
    command.put("ure", ure).put("sensors", sensors);
  }
}
