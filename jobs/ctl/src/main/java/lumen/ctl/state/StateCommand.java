package lumen.ctl.state;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl state}: what a job keeps. */
@Command(
    name = "state",
    description = "Looks into savepoints and checkpoints of a job.",
    subcommands = ShowCommand.class)
public final class StateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
