package lumen.overlay;

import java.util.List;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.LinePlay;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.ReplaySource;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.ingest.RouteIntakes;
import lumen.overlay.settings.OverlayFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;

/** Turns arguments and settings into the source that plays recorded logs. */
final class OverlayReplay {
  private OverlayReplay() {}

  /**
   * What plays the logs: a file, or its parts in order, is a log.
   *
   * @throws RecordingException where a recording cannot be played, or commands cannot be read
   */
  static Inlet inlet(JobArguments arguments, OverlaySettings settings) throws RecordingException {
    if (arguments.streams()) {
      throw new IllegalArgumentException(
          "--input FILE must be given: this job listens to no stream of sensors.yaml");
    }
    List<RecordedParts> parts = RecordingFiles.find(arguments.inputs(), arguments.follow());
    CommandFile control =
        arguments.control().isPresent()
            ? CommandFile.of(arguments.control().get())
            : CommandFile.NONE;
    OverlayFile file = settings.file();
    LinePlay play =
        new LinePlay(
            new RouteIntakes(file.time(), file.gates(), false),
            arguments.speed(),
            arguments.follow());
    return Inlet.of(new ReplaySource(parts, play, control), OverlayOperator.REPLAY);
  }
}
