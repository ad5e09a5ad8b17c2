package lumen.watch.alert;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl alert}: whether alerts arrive. */
@Command(
    name = "alert",
    description = "Tells whether alerts arrive.",
    subcommands = AlertTestCommand.class)
public final class AlertCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
