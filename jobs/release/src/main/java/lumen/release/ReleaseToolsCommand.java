package lumen.release;

import lumen.release.pack.PackCommand;
import lumen.release.signoff.BaselineCommand;
import lumen.release.signoff.SignoffCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl release}: what others get, and what was known of it. */
@Command(
    name = "release",
    description = "Packs a release, keeps what was measured before it, and signs it off.",
    subcommands = {PackCommand.class, BaselineCommand.class, SignoffCommand.class})
public final class ReleaseToolsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
