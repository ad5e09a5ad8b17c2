package lumen.tune;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl bench}: what the job's metrics were, and what they recommend. */
@Command(
    name = "bench",
    description = "Samples metrics, tells what they recommend, and what became of it.",
    subcommands = {BenchRunCommand.class, BenchAnalyzeCommand.class, BenchCompareCommand.class})
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
