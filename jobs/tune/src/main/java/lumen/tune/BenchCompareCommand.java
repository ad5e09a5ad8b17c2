package lumen.tune;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

/** {@code lumenctl bench compare}: what became better or worse from one bench to another. */
@Command(
    name = "compare",
    description = {
      "Judge each metric of each tenant better, same or worse: by its mean and by the tail that hurts"
          + " (p05 or p95), beside what it varies by. Exit code 1 if one is worse, or is gone.",
      "Reads benches, frames.ndjson, control.ndjson, or the folder of a run that holds those."
    })
final class BenchCompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "Log, ndjson, or folder of a run.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The same after the change.")
  private Path after;

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    double windowS;
    try {
      windowS = SettingsLoader.load(config.folder()).bridge().phase().rebalanceWindowS();
    } catch (SettingsException e) {
      e.findings().forEach(spec.commandLine().getErr()::println);
      return ExitCode.USAGE;
    }
    BenchComparison comparison =
        BenchComparison.of(figures(before, windowS).all(), figures(after, windowS).all());
    if (comparison.isEmpty()) {
      throw CommandFailure.usage(
          "must have a metric with a better side and %d values in both: %s %s"
              .formatted(BenchRules.FEWEST_VALUES, before, after));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(comparison.json()));
    } else {
      comparison.print(out);
    }
    out.flush();
    if (comparison.hurts()) {
      throw CommandFailure.failed("nothing must be worse than before: " + comparison.harm());
    }
    return ExitCode.OK;
  }

  private static BenchFigures figures(Path log, double windowS) {
    BenchFigures figures = BenchFigures.of(logs(log), windowS);
    if (figures.isEmpty()) {
      throw CommandFailure.usage("no data: no line with a metric in " + log);
    }
    return figures;
  }

  private static List<Path> logs(Path log) {
    if (!Files.isDirectory(log)) {
      return List.of(log);
    }
    List<Path> found = BenchFromRun.LOGS.stream().map(log::resolve).filter(Files::exists).toList();
    if (found.isEmpty()) {
      throw CommandFailure.usage(
          "must hold " + String.join(" or ", BenchFromRun.LOGS) + " of a finished run: " + log);
    }
    return found;
  }
}
