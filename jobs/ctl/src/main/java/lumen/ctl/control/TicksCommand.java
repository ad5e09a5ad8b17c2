package lumen.ctl.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lumenctl control ticks}. */
@Command(name = "ticks", description = "Sets the limits of the bridge's tick.")
final class TicksCommand extends OrderCommand {
  @Option(
      names = "--min",
      required = true,
      paramLabel = "MS",
      description = "Shortest tick in milliseconds, 20 to 10000.")
  private double minMs;

  @Option(
      names = "--max",
      required = true,
      paramLabel = "MS",
      description = "Longest tick in milliseconds, 20 to 10000.")
  private double maxMs;

  @Override
  String type() {
    return "tick_limits";
  }

  @Override
  void order(ObjectNode command) {
    command.put("min_tick_ms", minMs).put("max_tick_ms", maxMs);
  }
}
