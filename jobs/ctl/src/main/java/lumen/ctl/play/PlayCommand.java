package lumen.ctl.play;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.kafka.PropertiesFileOption;
import lumen.intake.LiveInputException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;
import lumen.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl play}: a recording sent into a running job. */
@Command(
    name = "play",
    description = {
      "Sends a recording into a running job as a rig would: by OSC, MIDI and Kafka at once.",
      "Every event has a moment of its own, counted from the first, so nothing drifts."
    })
public final class PlayCommand implements Callable<Integer> {
  private static final int MOST_COPIES = 10_000;
  private static final double LEAST_SPEED = 1e-3;
  private static final double MOST_SPEED = 1e6;
  private static final double MEDIAN = 0.5;

  /** By default a job counts as late what arrives further behind its time. */
  private static final long LATE_MICROS = 100_000;

  private static final double TAIL = 0.99;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Recordings, files or folders, side by side.")
  private List<Path> files;

  @Option(
      names = "--osc",
      paramLabel = "[SOURCE=]HOST:PORT",
      description = "An OSC stream: of one source, or of all under /SOURCE/KEY; several.")
  private List<String> osc = List.of();

  @Option(
      names = "--midi",
      paramLabel = "DEVICE",
      description = "A MIDI device, a part of its name: the events of MIDI keys.")
  private List<String> midi = List.of();

  @Option(names = "--kafka", paramLabel = "HOST:PORT/TOPIC", description = "A topic of events.")
  private List<String> kafka = List.of();

  @Mixin private PropertiesFileOption properties;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description = "Recorded seconds a second [${DEFAULT-VALUE}].")
  private double speed;

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "1",
      description = "Send each event N times, of sources NAME.1 to NAME.N [${DEFAULT-VALUE}].")
  private int copies;

  @Option(
      names = "--shift-now",
      description = "Tell times as if the recording began now, and ran at this speed.")
  private boolean shiftNow;

  @Override
  public Integer call() throws IOException {
    checkNumbers();
    List<RecordedParts> recorded = recorded();
    List<PlayWay> ways = ways();
    try (PlayedStreams streams = new PlayedStreams(recorded)) {
      Play play = new Play(ways, speed, copies, shiftNow);
      try (Interrupts interrupts = Interrupts.tell(play::end)) {
        Play.Result result =
            play.play(streams, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        print(result, interrupts.any());
        PrintWriter out = spec.commandLine().getOut();
        streams.damages().forEach(damage -> out.println("broke off: " + damage));
        out.flush();
        return nothingGotThrough(result) && !interrupts.any() ? ExitCode.FAILED : ExitCode.OK;
      }
    } finally {
      ways.forEach(PlayWay::close);
    }
  }

  private void checkNumbers() {
    if (osc.isEmpty() && midi.isEmpty() && kafka.isEmpty()) {
      throw CommandFailure.usage("--osc, --midi or --kafka must be given");
    }
    if (!(speed >= LEAST_SPEED && speed <= MOST_SPEED)) {
      throw CommandFailure.usage("--speed must be in 0.001..1000000: " + speed);
    }
    if (copies < 1 || copies > MOST_COPIES) {
      throw CommandFailure.usage("--copies must be in 1..10000: " + copies);
    }
  }

  private List<RecordedParts> recorded() {
    try {
      return RecordingFiles.find(files);
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private List<PlayWay> ways() {
    List<PlayWay> ways = new ArrayList<>();
    String propertiesFile = properties.of(kafka.isEmpty() ? null : kafka.get(0));
    try {
      for (String address : osc) {
        ways.add(PlayWays.osc(address));
      }
      for (String device : midi) {
        ways.add(PlayWays.midi(device));
      }
      for (String address : kafka) {
        ways.add(PlayWays.topic(address, propertiesFile));
      }
      return ways;
    } catch (LiveInputException e) {
      ways.forEach(PlayWay::close);
      throw CommandFailure.failed(e.getMessage());
    } catch (IllegalArgumentException e) {
      ways.forEach(PlayWay::close);
      throw CommandFailure.usage(e.getMessage());
    } catch (CommandFailure e) {
      ways.forEach(PlayWay::close);
      throw e;
    }
  }

  private static boolean nothingGotThrough(Play.Result result) {
    long sent = result.ways().stream().mapToLong(way -> way.messages).sum();
    long refused = result.ways().stream().mapToLong(way -> way.way.refused()).sum();
    return sent <= refused;
  }

  private void print(Play.Result result, boolean interrupted) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "played %,d events in %.1f s at speed %s, %s%s%n",
        result.events(),
        result.seconds(),
        speed == Math.rint(speed) ? String.valueOf((long) speed) : String.valueOf(speed),
        copies == 1 ? "once" : copies + " copies",
        interrupted ? "; interrupted" : "");
    TextTable table =
        new TextTable("WAY", "SENT", "PER_S", "LATE_P50_MS", "LATE_P99_MS", "REFUSED", "NO_FORM");
    for (Play.Sent sent : result.ways()) {
      table.row(
          sent.way.name(),
          String.format(Locale.ROOT, "%,d", sent.messages - sent.way.refused()),
          String.format(Locale.ROOT, "%,.1f", perSecond(sent, result.seconds())),
          millis(sent.delays.quantile(MEDIAN)),
          millis(sent.delays.quantile(TAIL)),
          String.format(Locale.ROOT, "%,d", sent.way.refused()),
          String.format(Locale.ROOT, "%,d", sent.leftOut));
    }
    table.print(out);
    for (Play.Sent sent : result.ways()) {
      if (sent.way.refused() > 0) {
        out.println("refused by " + sent.way.name() + ": " + sent.way.refusal());
      }
    }
    if (shiftNow) {
      result.ways().stream()
          .filter(sent -> sent.way instanceof OscWay && lagged(sent))
          .forEach(sent -> lag(sent, out));
    }
    if (result.passedOver() > 0) {
      out.printf(Locale.ROOT, "lines that are no events: %,d%n", result.passedOver());
    }
    out.flush();
  }

  /** Whether a job that judges by arrival may have taken some of it for late. */
  private static boolean lagged(Play.Sent sent) {
    return sent.messages > 0 && sent.delays.quantile(TAIL) > LATE_MICROS;
  }

  private static void lag(Play.Sent sent, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: this sender lagged by %s ms at the end of its tail; with --shift-now a job counts as late what comes behind time.live_out_of_orderness_ms (100): fewer --copies, a lower --speed%n",
        sent.way.name(),
        millis(sent.delays.quantile(TAIL)));
  }

  private static double perSecond(Play.Sent sent, double seconds) {
    return seconds > 0 ? (sent.messages - sent.way.refused()) / seconds : 0;
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1e3);
  }
}
