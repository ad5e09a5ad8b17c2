package lumen.ctl.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lumenctl control}: what an operator tells a job. */
@Command(
    name = "control",
    description = "Tells a live job what to do; `write` notes it for `replay --control`.",
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
      RollbackOrderCommand.class,
      WriteCommand.class
    })
public final class ControlCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
