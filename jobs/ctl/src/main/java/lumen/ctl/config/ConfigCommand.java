package lumen.ctl.config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl config}: is a config folder right, and what is in force. */
@Command(
    name = "config",
    description = "Checks and explains a config folder.",
    subcommands = {LintCommand.class, ExplainCommand.class})
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
