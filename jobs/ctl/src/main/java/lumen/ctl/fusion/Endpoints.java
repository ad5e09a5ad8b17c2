package lumen.ctl.fusion;

import java.util.List;
import lumen.jobs.JobKind;
import lumen.jobs.StartCheck;
import lumen.runtime.job.JobArguments;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.Terminal;

/** What a job needs outside of its folder, looked at before it is submitted. */
public final class Endpoints {
  private Endpoints() {}

  /**
   * Refuses to go on where the job could only fail, and tells what may come right by itself.
   *
   * @param kind the job
   * @param arguments of it
   * @param here whether it runs in this process
   * @throws CommandFailure with a line for each reason
   */
  public static void require(JobKind kind, List<String> arguments, boolean here) {
    StartCheck result = look(kind, arguments, here);
    result.notes().forEach(Terminal::tell);
    CommandFailure.failIfAny(result.problems());
  }

  /** The same of the fusion job. */
  public static void require(List<String> arguments, boolean here) {
    require(JobKind.FUSION, arguments, here);
  }

  private static StartCheck look(JobKind kind, List<String> arguments, boolean here) {
    try {
      return kind.check(JobArguments.parse(arguments.toArray(new String[0])), here);
    } catch (SettingsException | IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }
}
