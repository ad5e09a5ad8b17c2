package lumen.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.live.LiveClock;
import lumen.connectors.live.LiveOptions;
import lumen.connectors.live.LiveSource;
import lumen.connectors.live.LiveStream;
import lumen.event.SourceClock;
import lumen.fusion.ingest.ArrivalFitClock;
import lumen.fusion.ingest.ConfiguredClock;
import lumen.fusion.ingest.Inlet;
import lumen.fusion.ingest.KnownClock;
import lumen.fusion.settings.ClockSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.StreamSettings;

/** Turns arguments and settings into the inlets that listen to live streams. */
public final class LivePlan {
  /** The file of the output folder that tells where the job is asked and told. */
  public static final String ANNOUNCEMENT = "live.json";

  private static final String ANY_PORT = "127.0.0.1:0";
  private static final double MICROS = 1e6;

  private LivePlan() {}

  /** Whether the streams of these settings are live. */
  public static boolean isLive(LumenSettings settings) {
    return settings.sensors().streams().stream().anyMatch(StreamSettings::live);
  }

  /** The inlets of a live run. */
  public static List<Inlet> inlets(JobArguments arguments, LumenSettings settings) {
    List<Inlet> inlets = new ArrayList<>();
    LiveSource source = new LiveSource(streams(settings), options(arguments, settings));
    inlets.add(Inlet.of(source, OperatorId.LIVE));
    return inlets;
  }

  /** The streams that sockets and devices give. */
  public static List<LiveStream> streams(LumenSettings settings) {
    List<LiveStream> streams = new ArrayList<>();
    for (StreamSettings stream : settings.sensors().streams()) {
      LiveInputs.of(stream, clock(settings, stream.source())).ifPresent(streams::add);
    }
    return streams;
  }

  private static LiveOptions options(JobArguments arguments, LumenSettings settings) {
    String control = settings.sensors().controlAddress();
    Path announcement = arguments.out().resolve(ANNOUNCEMENT);
    return new LiveOptions(
        settings.time().liveOutOfOrdernessMicros(),
        settings.time().maxAheadMicros(),
        ReplayPlan.options(settings, 0, false),
        Math.round(arguments.forSeconds() * MICROS),
        control.isEmpty() ? ANY_PORT : control,
        announcement.toString(),
        arguments.capture());
  }

  private static LiveClock.Factory clock(LumenSettings settings, String source) {
    ClockSettings clock = settings.source(source).clock();
    return switch (clock.mode()) {
      case NONE -> LiveClock.Factory.NONE;
      case AUTO -> ArrivalFitClock::new;
      case FIXED -> {
        SourceClock known = ConfiguredClock.of(clock);
        yield snapshot -> new KnownClock(known, snapshot);
      }
    };
  }
}
