package lumen.governance.run;

import lumen.governance.settings.GovernanceSettings;
import lumen.runtime.job.JobFrame;
import lumen.runtime.state.StateShape;

/**
 * What one run of the job is built from.
 *
 * @param settings the config folder
 * @param parallelism parallelism of everything behind the source
 * @param resetWindows whether state made with other settings is begun anew instead of refused
 * @param live whether lines come as they are told, from a topic or a file that grows
 */
public record GovernanceRun(
    GovernanceSettings settings, int parallelism, boolean resetWindows, boolean live) {
  /** Checks the parallelism. */
  public GovernanceRun {
    if (parallelism < 1 || parallelism > JobFrame.MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1.." + JobFrame.MAX_PARALLELISM + ", is " + parallelism);
    }
  }

  /** A run that plays recordings. */
  public GovernanceRun(GovernanceSettings settings, int parallelism, boolean resetWindows) {
    this(settings, parallelism, resetWindows, false);
  }

  /** The settings that shape keyed state. */
  public StateShape shaping() {
    return new StateShape(settings.shaping());
  }
}
