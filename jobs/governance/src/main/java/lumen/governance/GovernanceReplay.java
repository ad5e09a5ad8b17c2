package lumen.governance;

import java.util.List;
import java.util.Map;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.LinePlay;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.ReplaySource;
import lumen.governance.ingest.ServiceHeads;
import lumen.governance.run.GovernanceOperator;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.GovernanceSettings.TimeSettings;
import lumen.intake.ReplayOptions;
import lumen.intake.TimedRows;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;

/** Turns arguments and settings into the source that plays recorded streams. */
final class GovernanceReplay {
  private static final double MICROS = 1e6;

  private GovernanceReplay() {}

  /**
   * What plays the streams: a file, or its parts in order, is a stream.
   *
   * @throws RecordingException where a recording cannot be played, or commands cannot be read
   */
  static Inlet inlet(JobArguments arguments, GovernanceSettings settings)
      throws RecordingException {
    if (arguments.streams()) {
      throw new IllegalArgumentException(
          "--input FILE must be given: this job listens to no stream of sensors.yaml");
    }
    List<RecordedParts> parts = RecordingFiles.find(arguments.inputs(), arguments.follow());
    CommandFile control =
        arguments.control().isPresent()
            ? CommandFile.of(arguments.control().get())
            : CommandFile.NONE;
    LinePlay play = new LinePlay(rows(settings), arguments.speed(), arguments.follow());
    return Inlet.of(new ReplaySource(parts, play, control), GovernanceOperator.REPLAY);
  }

  /** Who takes lines about services. */
  static TimedRows rows(GovernanceSettings settings) {
    TimeSettings time = settings.time();
    ReplayOptions options =
        new ReplayOptions(
            micros(time.outOfOrdernessS()),
            micros(time.sourceIdleS()),
            micros(time.maxSkewS()),
            micros(time.maxAheadS()),
            1,
            Map.of(),
            true,
            0,
            false);
    return new TimedRows(options, new ServiceHeads(settings));
  }

  private static long micros(double seconds) {
    return (long) Math.rint(seconds * MICROS);
  }
}
