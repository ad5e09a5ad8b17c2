package lumen.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.RecordingReader;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import lumen.fusion.ReplayPlan;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.now.NowAccount;
import lumen.signal.now.NowSettings;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how far provisional phases are from the final ones, on recordings, without a clock. */
@Command(
    name = "now",
    mixinStandardHelpOptions = true,
    description = {
      "Show how far the phase of a channel, told a moment after its time, is from what the centred",
      "filters say in the end: by now, by the Hilbert transform of the last 10 s, and by the newest",
      "final phase carried forward. Errors in cycles: median and 90th percentile by the envelope."
    })
public final class NowBench implements Callable<Integer> {
  private static final int RESONATORS = 6;
  private static final double FORGET_S = 300;
  private static final double RIDGE = 1e-4;
  private static final double MIN_TRAINED_S = 30;
  private static final double MICROS = 1e6;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RECORDING@SOURCE/KEY",
      description = "A channel of a recording.")
  private List<String> channels;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Config folder; clip is left out [defaults].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Of the beginning of each recording [10].")
  private double minutes = 10;

  @Option(
      names = "--delay",
      paramLabel = "S",
      split = ",",
      description = "Seconds after a step at which it is told [0.1,0.2,0.4,0.8].")
  private List<Double> delays = List.of(0.1, 0.2, 0.4, 0.8);

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new NowBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    LumenSettings settings = config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| channel | delay_s | now: median | p90 | plv | Hilbert: median | p90 | carried |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (String channel : channels) {
      NowSeries series = series(settings, channel);
      for (double delay : delays) {
        print(out, channel, delay, trial(settings, series, delay));
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private static NowTrial trial(LumenSettings settings, NowSeries series, double delay) {
    FusionSettings fusion = settings.fusionSettings();
    ChannelSettings any = settings.channelSettings("");
    NowSettings now =
        new NowSettings(
            fusion.grid(),
            any.band().lowHz(),
            any.band().highHz(),
            RESONATORS,
            FORGET_S,
            RIDGE,
            MIN_TRAINED_S,
            (int) fusion.windowSteps());
    int horizon = (int) Math.ceil(fusion.horizonMicros() * fusion.grid().hz() / MICROS - 1e-9);
    return new NowTrial(series, now, horizon, delay).run();
  }

  private static void print(PrintWriter out, String channel, double delay, NowTrial trial) {
    NowAccount now = trial.provisional;
    out.printf(
        Locale.ROOT,
        "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.2f |%n",
        channel.substring(channel.indexOf('@') + 1),
        delay,
        now.quantile(0.5),
        now.quantile(0.9),
        now.plv(),
        trial.hilbert.quantile(0.5),
        trial.hilbert.quantile(0.9),
        trial.carried.quantile(0.5));
  }

  private NowSeries series(LumenSettings settings, String channel) throws IOException {
    int at = channel.lastIndexOf('@');
    int slash = channel.indexOf('/', at);
    if (at <= 0 || slash < 0) {
      throw CommandFailure.usage("must be RECORDING@SOURCE/KEY: " + channel);
    }
    String source = channel.substring(at + 1, slash);
    String key = channel.substring(slash + 1);
    HeldSamples held = new HeldSamples();
    try {
      RecordedParts recording =
          RecordingFiles.find(List.of(Path.of(channel.substring(0, at)))).get(0);
      read(
          new RecordingReader(recording, ReplayPlan.options(settings, 0, false)),
          source,
          key,
          held);
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    int n = held.before(Long.MAX_VALUE);
    if (n == 0) {
      throw CommandFailure.usage("must be a channel of the recording: " + channel);
    }
    int first = held.before(held.micros()[0] + Math.round(minutes * 60 * MICROS));
    return NowSeries.of(
        settings.channelSettings(source),
        Arrays.copyOf(held.micros(), first),
        Arrays.copyOf(held.values(), first));
  }

  private static void read(RecordingReader reader, String source, String key, HeldSamples into)
      throws IOException {
    try (reader) {
      List<Envelope> chunk = new ArrayList<>();
      while (reader.readChunk(chunk)) {
        for (Envelope envelope : chunk) {
          if (envelope instanceof SampleBlock block
              && block.source().equals(source)
              && block.key().equals(key)) {
            into.add(block);
          }
        }
        chunk.clear();
      }
    }
  }
}
