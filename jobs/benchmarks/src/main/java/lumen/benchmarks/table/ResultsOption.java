package lumen.benchmarks.table;

import java.nio.file.Path;
import java.util.List;
import lumen.terminal.LumenHome;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code --results}, and the rows that a command adds to it. */
public final class ResultsOption {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      defaultValue = "benchmarks.ndjson",
      description = "File of the measured rows, a JSON object a line [${DEFAULT-VALUE}].")
  private Path file;

  /** The file. */
  public ResultsFile file() {
    return new ResultsFile(file);
  }

  /** The sitting of this command as it was called. */
  public Sitting sitting() {
    List<String> words = spec.commandLine().getParseResult().originalArgs();
    return Sitting.here(
        LumenHome.locate().root(), (spec.name() + ' ' + String.join(" ", words)).strip());
  }

  /** Adds a row, and says so. */
  public void add(MeasuredRow row) {
    file().append(row);
    spec.commandLine().getErr().println("benchmark: row " + row.row() + " added to " + file);
  }
}
