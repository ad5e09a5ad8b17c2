package lumen.tune;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl gains at}: the gains that a config folder gives at a risk. */
@Command(
    name = "at",
    description = {
      "Show kp, ki and kd at an entropy ratio, and whether curve or surface says so: what a bridge"
          + " takes before calibration and the offsets of rules; in E3 it is less.",
      "A gain_surface.json gives kp over entropy ratio and phase difference, so it needs --phase."
    })
final class GainsAtCommand implements Callable<Integer> {
  private static final double MOST_CYCLES = 0.5;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "E", description = "Entropy ratio, 0 to 1.")
  private double entropyRatio;

  @Option(
      names = "--phase",
      paramLabel = "P",
      description = "Phase difference in cycles, 0 to 0.5.")
  private Optional<Double> phase = Optional.empty();

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (!(entropyRatio >= 0 && entropyRatio <= 1)) {
      throw CommandFailure.usage("an entropy ratio must be 0 to 1: " + entropyRatio);
    }
    if (phase.isPresent() && !(phase.get() >= 0 && phase.get() <= MOST_CYCLES)) {
      throw CommandFailure.usage(
          "--phase must be 0 to %s cycles: %s".formatted(MOST_CYCLES, phase.get()));
    }
    LumenSettings settings;
    try {
      settings = SettingsLoader.load(config.folder());
    } catch (SettingsException e) {
      e.findings().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }
    GainsAt gains = GainsAt.of(settings, entropyRatio, phase.orElse(Double.NaN));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("entropy_ratio", entropyRatio);
      root.put("phase_diff", phase.orElse(null));
      gains
          .rows()
          .forEach(
              row -> root.putObject(row.gain()).put("value", row.value()).put("from", row.from()));
      out.println(Json.text(root));
    } else {
      gains
          .rows()
          .forEach(
              row ->
                  out.printf("%s  %-8s  %s%n", row.gain(), Rounded.text(row.value()), row.from()));
    }
    out.flush();
    return ExitCode.OK;
  }
}
