package lumen.tune;

import java.util.List;
import lumen.fixtures.CommandRun;

/** Runs a command of this package in this process. */
final class TuneRun {
  private static final List<Class<?>> COMMANDS =
      List.of(
          BenchCommand.class, AutotuneCommand.class, AutopatchCommand.class, GainsCommand.class);

  private TuneRun() {}

  /** Runs it, its name first. */
  static CommandRun of(String... arguments) {
    return CommandRun.of(COMMANDS, arguments);
  }
}
