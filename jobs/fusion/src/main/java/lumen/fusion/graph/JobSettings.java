package lumen.fusion.graph;

import java.util.Optional;
import lumen.fusion.settings.LumenSettings;
import lumen.runtime.job.JobFrame;
import lumen.runtime.state.StateShape;
import lumen.signal.now.NowChannelSettings;

/**
 * What one run of the job is built from.
 *
 * @param settings the config folder
 * @param parallelism parallelism of everything behind the source
 * @param writeChannels whether channel frames are written beside the frames
 * @param resetWindows whether state made with other settings is begun anew instead of refused
 * @param live whether what comes is of now: live streams, or a log that is followed
 */
public record JobSettings(
    LumenSettings settings,
    int parallelism,
    boolean writeChannels,
    boolean resetWindows,
    boolean live) {
  /** Largest parallelism. */
  public static final int MAX_PARALLELISM = JobFrame.MAX_PARALLELISM;

  /** Checks the parallelism. */
  public JobSettings {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "parallelism must be 1.." + MAX_PARALLELISM + ", is " + parallelism);
    }
  }

  /** What a run of recordings is built from. */
  public JobSettings(
      LumenSettings settings, int parallelism, boolean writeChannels, boolean resetWindows) {
    this(settings, parallelism, writeChannels, resetWindows, false);
  }

  /** How the figures of now are made; empty where none are. */
  public Optional<NowChannelSettings> now() {
    return settings.now(live);
  }

  /** The settings that shape keyed state. */
  public StateShape shaping() {
    return new StateShape(settings.shaping(), LumenSettings.shapingAlike());
  }
}
