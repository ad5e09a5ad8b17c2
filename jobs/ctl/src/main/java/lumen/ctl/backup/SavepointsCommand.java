package lumen.ctl.backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl savepoints}: the states that a job can go on from. */
@Command(
    name = "savepoints",
    description = "Lists, takes and verifies the savepoints of the session cluster.",
    subcommands = {
      SavepointsListCommand.class,
      SavepointsTakeCommand.class,
      SavepointsVerifyCommand.class
    })
public final class SavepointsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
