package lumen.ctl.control;

import java.nio.file.Path;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lumenctl control write}: commands for a replay. */
@Command(
    name = "write",
    description = {
      "Appends a command to a file for `replay --control`, such as",
      "control write night.ndjson weights --ure 0.8 --sensors 0.2 --at 2026-01-01T00:05:00Z"
    },
    subcommands = {
      ReleaseCommand.class,
      WeightsCommand.class,
      TicksCommand.class,
      CurvesCommand.class,
      RulesCommand.class,
      AdaptCommand.class,
      NoteCommand.class,
      FeaturesCommand.class,
      TripCommand.class,
      FlagsCommand.class,
      GatesCommand.class,
      ApproveCommand.class,
      RefuseCommand.class,
      HoldCommand.class,
      ObjectivesCommand.class,
      JudgeCommand.class,
      RollbackOrderCommand.class
    })
final class WriteCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "The file; it is made where it is not there.")
  private Path file;

  Path file() {
    return file;
  }

  @Override
  public void run() {
    throw CommandFailure.usage(
        "a command must follow FILE: release, weights, ticks, curves, rules, adapt, note, features,"
            + " trip, flags, gates, approve, refuse, hold, objectives, judge or rollback");
  }
}
