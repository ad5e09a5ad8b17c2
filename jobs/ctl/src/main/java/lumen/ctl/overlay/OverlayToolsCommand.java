package lumen.ctl.overlay;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl overlay}: what belongs to the overlay job and to no running one. */
@Command(
    name = "overlay",
    description = "Overlay job: flags for flagd, logs merged, budgets of recorded outcomes.",
    subcommands = {FlagFilesCommand.class, MergeCommand.class, BudgetCommand.class})
public final class OverlayToolsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
