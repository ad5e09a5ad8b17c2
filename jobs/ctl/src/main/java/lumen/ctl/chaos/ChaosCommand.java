package lumen.ctl.chaos;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl chaos}: faults on purpose. */
@Command(
    name = "chaos",
    description = {
      "Breaks things on purpose, and says whether the fault was applied and how it was survived.",
      "A fault that was not applied is NOT_INJECTED, and exits with 1."
    },
    subcommands = {
      SuiteCommand.class,
      RelayCommand.class,
      KillProcessCommand.class,
      PauseProcessCommand.class,
      FillCommand.class,
    })
public final class ChaosCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
