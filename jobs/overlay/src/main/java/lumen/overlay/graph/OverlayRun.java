package lumen.overlay.graph;

import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.job.JobFrame;
import lumen.runtime.state.StateShape;

/**
 * What one run of the job is built from.
 *
 * @param settings the config folder
 * @param parallelism parallelism of everything behind the source
 * @param resetWindows whether state made with other settings is begun anew instead of refused
 * @param live whether a gateway waits for the answers; a replay has none
 */
public record OverlayRun(
    OverlaySettings settings, int parallelism, boolean resetWindows, boolean live) {
  /** Of a replay. */
  public OverlayRun(OverlaySettings settings, int parallelism, boolean resetWindows) {
    this(settings, parallelism, resetWindows, false);
  }

  /** Checks the parallelism. */
  public OverlayRun {
    if (parallelism < 1 || parallelism > JobFrame.MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1.." + JobFrame.MAX_PARALLELISM + ", is " + parallelism);
    }
  }

  /** The settings that shape keyed state. */
  public StateShape shaping() {
    return new StateShape(settings.shaping());
  }
}
