package lumen.fusion.graph;

import lumen.fusion.settings.LumenSettings;
import lumen.runtime.job.JobFrame;
import lumen.runtime.state.StateShape;

/**
 * What one run of the job is built from.
 *
 * @param settings the config folder
 * @param parallelism parallelism of everything behind the source
 * @param writeChannels whether channel frames are written beside the frames
 * @param resetWindows whether state made with other settings is begun anew instead of refused
 */
public record JobSettings(
    LumenSettings settings, int parallelism, boolean writeChannels, boolean resetWindows) {
  /** Largest parallelism. */
  public static final int MAX_PARALLELISM = JobFrame.MAX_PARALLELISM;

  /** Checks the parallelism. */
  public JobSettings {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1.." + MAX_PARALLELISM + ", is " + parallelism);
    }
  }

  /** The settings that shape keyed state. */
  public StateShape shaping() {
    return new StateShape(settings.shaping(), LumenSettings.shapingAlike());
  }
}
