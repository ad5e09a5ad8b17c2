package lumen.watch.gate;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.TextTable;
import lumen.watch.prometheus.Prometheus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl gate}: whether a release may go on. */
@Command(
    name = "gate",
    description = "Asks Prometheus whether a gate of gates.yaml is open; no data is closed.")
public final class GateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Gate, such as canary.")
  private String name;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9090",
      description = "Prometheus with the shipped rules [${DEFAULT-VALUE}].")
  private URI prometheus;

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "Ask about this tenant alone [each that has a bridge].")
  private Optional<String> tenant = Optional.empty();

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print values, thresholds and verdicts as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    GateReading reading = GateReading.of(gate(), new Prometheus(prometheus), tenant);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(reading));
    } else {
      TextTable table =
          new TextTable("condition", "tenant", "value", "must be", "samples", "verdict");
      for (GateVerdict verdict : reading.verdicts()) {
        table.row(
            verdict.condition(),
            verdict.tenant().isEmpty() ? "(job)" : verdict.tenant(),
            Double.isNaN(verdict.value()) ? "-" : "%.4g".formatted(verdict.value()),
            verdict.threshold(),
            verdict.needed() == 0 ? "-" : verdict.samples() + "/" + verdict.needed(),
            verdict.outcome().name().toLowerCase(Locale.ROOT));
      }
      table.print(out);
      out.printf("gate %s: %s%n", reading.gate(), said(reading));
    }
    return reading.open() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String said(GateReading reading) {
    if (reading.open()) {
      return "open";
    }
    return reading.verdicts().stream().anyMatch(one -> !one.tenant().isEmpty())
        ? "closed"
        : "closed, no tenant has a bridge";
  }

  private Gate gate() {
    try {
      Gates gates = GatesCatalogue.load(config.folder());
      Gate gate = gates.gates().get(name);
      if (gates.gates().isEmpty()) {
        throw CommandFailure.usage(
            "must hold gates: %s has none".formatted(config.folder().resolve("gates.yaml")));
      }
      if (gate == null) {
        throw CommandFailure.usage(
            "must be one of %s: %s".formatted(String.join(", ", gates.gates().keySet()), name));
      }
      return gate;
    } catch (SettingsException | IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }
}
