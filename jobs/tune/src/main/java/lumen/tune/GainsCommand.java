package lumen.tune;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl gains}: where the gains of the bridge come from. */
@Command(
    name = "gains",
    description = "Shows and fits the gains of the bridge, and what they cost.",
    subcommands = {GainsAtCommand.class, GainsFactsCommand.class, GainsFitCommand.class})
public final class GainsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
