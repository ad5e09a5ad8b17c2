package lumen.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.rig.SimulateCommand;
import lumen.rig.Truth;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.clip.ClipSettings;
import lumen.signal.grid.TargetGrid;
import lumen.signal.now.NowAccount;
import lumen.signal.now.NowChannelSettings;
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
      "filters say in the end: by now; by the Hilbert transform of the last 10 s, read at its end,",
      "without a delay, and at the step, of what is known by then; and by the newest final phase",
      "carried forward. Errors in cycles: median and 90th percentile by the envelope.",
      "Of a simulated rig also from the true phase, beside how far the final phase is from it."
    })
public final class NowBench implements Callable<Integer> {
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
        "| channel | delay_s | now: median | p90 | plv | Hilbert at its end: median | p90 | plv"
            + " | Hilbert at the step: median | p90 | plv | carried: median | p90"
            + " | true: now | final |");
    out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String channel : channels) {
      run(settings, channel, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** Clip is left out: it is what the phases of the specification were measured without. */
  private static ChannelSettings unclipped(ChannelSettings of) {
    ClipSettings clip = of.clip();
    return new ChannelSettings(
        of.grid(),
        new ClipSettings(
            ClipSettings.Method.NONE, clip.pLow(), clip.pHigh(), clip.windowS(), clip.minSamples()),
        of.interpolation(),
        of.rateHz(),
        of.maxGapS(),
        of.rateWaitS(),
        of.rebalanceWindowS(),
        of.band(),
        of.traits());
  }

  /** True phases by grid step, of a recording of the rig; else none. */
  private static Map<Long, Double> truth(
      LumenSettings settings, Path recording, String source, String key) throws IOException {
    Path told = SimulateCommand.truthBeside(recording);
    Map<Long, Double> phases = new HashMap<>();
    if (Files.exists(told)) {
      Truth truth = Truth.read(told);
      double minutes = (truth.end() - truth.start()) / 60;
      int sensors = truth.tenants().get(0).channels().size();
      TargetGrid grid = settings.fusionSettings().grid();
      new Rig(new RigSettings(truth.seed(), minutes, sensors))
          .play(
              OutputStream.nullOutputStream(),
              (tenant, its, itsKey, micros, phase) -> {
                boolean on = grid.floorMicros(grid.floorStep(micros)) == micros;
                if (on && its.equals(source) && itsKey.equals(key)) {
                  phases.put(grid.floorStep(micros), phase);
                }
              });
    }
    return phases;
  }

  private static void print(PrintWriter out, String channel, double delay, NowTrial trial) {
    NowAccount now = trial.provisional;
    out.printf(
        Locale.ROOT,
        "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.2f | %.2f | %s | %s |%n",
        channel.substring(channel.indexOf('@') + 1),
        delay,
        now.quantile(0.5),
        now.quantile(0.9),
        now.plv(),
        trial.atEnd.quantile(0.5),
        trial.atEnd.quantile(0.9),
        trial.atEnd.plv(),
        trial.hilbert.quantile(0.5),
        trial.hilbert.quantile(0.9),
        trial.hilbert.plv(),
        trial.carried.quantile(0.5),
        trial.carried.quantile(0.9),
        median(trial.provisionalTruth),
        median(trial.finalTruth));
    out.flush();
  }

  private static String median(NowAccount account) {
    return account.size() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", account.quantile(0.5));
  }

  private void run(LumenSettings settings, String channel, PrintWriter out) throws IOException {
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
    long[] micros = Arrays.copyOf(held.micros(), first);
    double[] values = Arrays.copyOf(held.values(), first);
    ChannelSettings conditioning = unclipped(settings.channelSettings(source));
    NowSeries series = NowSeries.of(conditioning, micros, values);
    Map<Long, Double> truth = truth(settings, Path.of(channel.substring(0, at)), source, key);
    NowChannelSettings now = settings.now(true).orElseThrow();
    for (double delay : delays) {
      NowChannelSettings delayed =
          new NowChannelSettings(now.filters(), Math.round(delay * MICROS), now.horizonMicros());
      print(
          out,
          channel,
          delay,
          new NowTrial(series, delayed, truth).run(conditioning, micros, values));
    }
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
