package lumen.benchmarks.table;

import java.util.concurrent.Callable;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/benchmark table}: every row with its bar and what was measured last. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    usageHelpAutoWidth = false,
    description = {
      "Print every row with what was measured at befbdc8, its bar, and the newest measurement of",
      "the results file. Exit code 0, whatever was met."
    })
public final class TableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ResultsOption results;

  @Option(names = "--markdown", description = "As a table for a page.")
  private boolean markdown;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(line(new TableCommand()).execute(args));
  }

  /** A command line whose failures are one line, with the exit codes of lumenctl. */
  public static CommandLine line(Object command) {
    CommandLine line = new CommandLine(command);
    line.setExecutionExceptionHandler(
        (thrown, failed, parsed) -> {
          failed.getErr().println(failed.getCommandName() + ": " + thrown.getMessage());
          return thrown instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
        });
    return line;
  }

  @Override
  public Integer call() {
    RowTable table = new RowTable(results.file().read());
    if (markdown) {
      table.printMarkdown(spec.commandLine().getOut());
    } else {
      table.print(spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }
}
