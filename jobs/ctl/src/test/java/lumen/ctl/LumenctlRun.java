package lumen.ctl;

import lumen.fixtures.CommandRun;

/** Runs lumenctl in this process. */
public final class LumenctlRun {
  private LumenctlRun() {}

  /** Runs it with the arguments. */
  public static CommandRun of(String... arguments) {
    return CommandRun.of(Lumenctl.commandLine(), arguments);
  }
}
