package lumen.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lumen.connectors.kafka.EndingSource;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.ReplaySource;
import lumen.event.StreamForm;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.ingest.ConfiguredClock;
import lumen.fusion.settings.ClockSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SensorsFile;
import lumen.fusion.settings.SourceSettings;
import lumen.fusion.settings.StreamSettings;
import lumen.fusion.settings.TimeSettings;
import lumen.intake.ReplayOptions;
import lumen.intake.ReplayOptions.OnReset;
import lumen.intake.ReplayOptions.SourceRule;
import lumen.pattern.PatternTable;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;

/** Turns arguments and settings into the source that plays the recordings. */
public final class ReplayPlan {
  private static final double MILLIS = 1e3;

  private ReplayPlan() {}

  /**
   * The source of a run.
   *
   * @throws RecordingException where a recording cannot be played, or commands cannot be read
   */
  public static ReplaySource source(JobArguments arguments, LumenSettings settings)
      throws RecordingException {
    CommandFile control =
        arguments.control().isPresent()
            ? CommandFile.of(arguments.control().get())
            : CommandFile.NONE;
    return new ReplaySource(
        parts(arguments, settings),
        options(settings, arguments.speed(), arguments.follow()),
        control);
  }

  /**
   * What is played.
   *
   * @throws RecordingException where a recording cannot be played
   */
  static List<RecordedParts> parts(JobArguments arguments, LumenSettings settings)
      throws RecordingException {
    return arguments.streams()
        ? filesOf(settings, arguments.follow())
        : RecordingFiles.find(arguments.inputs(), arguments.follow());
  }

  /**
   * What plays the recordings. Growing ones, which have no end, end with the time of the run.
   *
   * @throws RecordingException where a recording cannot be played
   */
  public static Inlet inlet(JobArguments arguments, LumenSettings settings)
      throws RecordingException {
    ReplaySource source = source(arguments, settings);
    if (arguments.forSeconds() == 0) {
      return Inlet.of(source, FusionOperator.REPLAY);
    }
    long end = System.currentTimeMillis() + Math.round(arguments.forSeconds() * MILLIS);
    return Inlet.of(new EndingSource<>(source, end), FusionOperator.REPLAY);
  }

  private static List<RecordedParts> filesOf(LumenSettings settings, boolean follow)
      throws RecordingException {
    List<RecordedParts> parts = new ArrayList<>();
    for (StreamSettings stream : settings.sensors().streams()) {
      if (stream instanceof StreamSettings.Recording recording) {
        List<RecordedParts> found = RecordingFiles.find(List.of(Path.of(recording.path())), follow);
        for (RecordedParts one : found) {
          String device = one.stream().substring(one.stream().lastIndexOf('/') + 1);
          String name = found.size() == 1 ? stream.name() : stream.name() + '/' + device;
          parts.add(new RecordedParts(name, one.log(), one.files()));
        }
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "sensors.yaml must name a stream of type file under streams, or --input be given");
    }
    return parts;
  }

  /** How recordings are read under these settings. */
  public static ReplayOptions options(LumenSettings settings, double speed, boolean follow) {
    TimeSettings time = settings.time();
    Map<String, SourceRule> rules = new LinkedHashMap<>();
    for (SourceSettings source : settings.sensors().sources().entries().values()) {
      rules.put(
          source.name(),
          new SourceRule(
              source.keyFilter(),
              ConfiguredClock.of(source.clock()),
              onReset(source.clock()),
              source.invalidValues(),
              source.form(),
              source.sendsPackets()));
    }
    Map<String, StreamForm> forms = new LinkedHashMap<>();
    for (StreamSettings stream : settings.sensors().streams()) {
      if (!stream.namesEvents()) {
        forms.put(stream.name(), stream.form());
      }
    }
    return new ReplayOptions(
        time.outOfOrdernessMicros(),
        time.sourceIdleMicros(),
        time.maxSkewMicros(),
        time.maxAheadMicros(),
        settings.fusion().limits().maxChannels(),
        PatternTable.of(rules),
        settings.sensors().unknownSources() == SensorsFile.UnknownSources.ACCEPT,
        speed,
        follow,
        PatternTable.of(forms));
  }

  private static OnReset onReset(ClockSettings clock) {
    return clock.onReset() == ClockSettings.OnReset.CONTINUE ? OnReset.CONTINUE : OnReset.LATE;
  }
}
