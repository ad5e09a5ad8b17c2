package lumen.ctl.governance;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl governance}: what belongs to the governance job and to no running one. */
@Command(
    name = "governance",
    description = "Governance job: bills, metrics and messages as lines, what a miss costs.",
    subcommands = {
      FocusCommand.class,
      MissCostCommand.class,
      ScrapeCommand.class,
      RedisCommand.class,
      DeploysCommand.class
    })
public final class GovernanceToolsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
