package lumen.ctl.live;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.live.LiveIngest;
import lumen.connectors.live.LiveStream;
import lumen.ctl.kafka.PropertiesFileOption;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.MissingRoom;
import lumen.fusion.LivePlan;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.intake.LiveInputException;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;
import lumen.terminal.Json;
import lumen.terminal.Terminal;
import lumen.terminal.Times;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code lumenctl ingest}: owns sockets and devices in a process of its own and appends what they
 * give to a log, so that a job may be stopped, upgraded or killed without losing a packet.
 */
@Command(
    name = "ingest",
    description = {
      "Own the sockets and devices of sensors.yaml, and append what they give to a log that jobs"
          + " follow.",
      "The way for production: a job may be stopped, upgraded or killed, and no packet is lost."
    })
public final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml.")
  private Path config;

  @ArgGroup(multiplicity = "1")
  private Target target;

  /** Where the log goes. */
  static final class Target {
    @Option(
        names = "--log",
        paramLabel = "DIR",
        description = "Append to a log in this folder; `lumenctl run --from-log DIR` follows it.")
    private Path log;

    @Option(
        names = "--kafka",
        paramLabel = "HOST:PORT/TOPIC",
        description = "Append to a topic; a stream of type kafka with `format: log` follows it.")
    private String kafka;
  }

  @Mixin private PropertiesFileOption properties;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 25s, 10m or 2h; left out: until Ctrl-C.")
  private Optional<String> time = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    String file = properties.of(target.kafka);
    double seconds = time.map(text -> Times.seconds("--for", text)).orElse(0.0);
    LumenSettings settings = settings();
    List<LiveStream> streams = LivePlan.streams(settings);
    if (streams.isEmpty()) {
      throw CommandFailure.usage(
          "sensors.yaml must name a stream of type osc, midi or ure under streams: " + config);
    }
    Map<String, Long> counts;
    if (target.log == null) {
      counts =
          ingest(
              settings,
              streams,
              live -> LogTarget.topic(target.kafka, file, live.header()),
              seconds);
    } else {
      MissingRoom room = MissingRoom.ofLog(target.log);
      try (FolderLock lock = FolderLock.take("--log", target.log, FolderLock.FILE, spec)) {
        counts = ingest(settings, streams, live -> folder(settings, live), seconds);
      } catch (IOException e) {
        throw room.explained(e);
      }
    }
    print(counts);
    return ExitCode.OK;
  }

  /** Opens the log of live inputs. */
  @FunctionalInterface
  private interface Opening {
    LogTarget of(LiveIngest live) throws IOException;
  }

  private static Map<String, Long> ingest(
      LumenSettings settings, List<LiveStream> streams, Opening opening, double seconds)
      throws Exception {
    ArrivalClock clock = ArrivalClock.ofMachine(Terminal::tell);
    try (LiveIngest live = live(settings, streams, clock);
        LogTarget log = opening.of(live);
        Ingest ingest = new Ingest(live, log, clock)) {
      live.open();
      live.status().forEach((stream, status) -> Terminal.tell(stream + ": " + status));
      try (Interrupts interrupts = Interrupts.tell(ingest::end)) {
        ingest.run(seconds);
      }
      return log.counts();
    } catch (LiveInputException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }

  private static LiveIngest live(
      LumenSettings settings, List<LiveStream> streams, ArrivalClock clock) {
    return new LiveIngest(
        streams,
        Map.of(),
        settings.time().liveOutOfOrdernessMicros(),
        settings.time().maxAheadMicros(),
        clock);
  }

  private LogTarget folder(LumenSettings settings, LiveIngest live) throws IOException {
    LogTarget.require("--log", target.log);
    ConfigCopy copy = ConfigCopy.plan(target.log, Optional.of(config), overwrite.given());
    return LogTarget.folder(target.log, settings, copy, live.header());
  }

  private LumenSettings settings() {
    try {
      return SettingsLoader.load(config);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private void print(Map<String, Long> counts) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Json.mapper().valueToTree(counts)));
    } else {
      counts.forEach((kind, count) -> out.println(kind + " " + count));
    }
  }
}
