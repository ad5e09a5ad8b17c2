package lumen.tune;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.connectors.replay.RecordingFiles;
import lumen.fusion.settings.BridgeFile;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.Times;
import lumen.terminal.Wrapped;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OutputFile;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl bench run}: samples metrics to a log. */
@Command(
    name = "run",
    description = {
      "Sample the metrics of a running job, or of a finished run with --frames, and write one line for"
          + " each sample time and tenant: ts, tenant, and the metrics by their plain names.",
      "A pull without an answer is left out and counted; if nothing answers at first, that is told at"
          + " once."
    })
final class BenchRunCommand implements Callable<Integer> {
  private static final double SHORTEST_S = 0.05;
  private static final double MOST_SAMPLES = 1e7;

  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      arity = "1..*",
      description =
          "Endpoints [those here of the config folder: exporter of fusion and of bridge].")
  private List<String> urls = List.of();

  @Mixin private ConfigFolderOption config;

  @Option(
      names = "--frames",
      paramLabel = "DIR",
      description =
          "Folder of a finished run with frames.ndjson, control.ndjson, instead of --url.")
  private Optional<Path> frames = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 60s, 10m or 2h [60s]; of a finished run all is taken.")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "From one sample to the next [${DEFAULT-VALUE}].")
  private String every;

  @Option(
      names = "--window",
      paramLabel = "S",
      defaultValue = "90",
      description = "phase.rebalance_window_s of the run, for control.ndjson [${DEFAULT-VALUE}].")
  private double windowS;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Bench to write.")
  private Path out;

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    double everyS = Times.seconds("--every", every);
    double forS = Times.seconds("--for", time.orElse("60s"));
    if (everyS < SHORTEST_S || forS / everyS > MOST_SAMPLES) {
      throw CommandFailure.usage(
          "must be 50 ms or more, and at most 10,000,000 samples: --every " + every);
    }
    if (frames.isPresent() && !(urls.isEmpty() && time.isEmpty())) {
      throw CommandFailure.usage("--frames takes all of a finished run: leave out --url and --for");
    }
    Belongings inputs = Belongings.none();
    frames.ifPresent(
        run ->
            inputs
                .add("the recording", run)
                .addFilesOf("a part of the recording", run, RecordingFiles::isOfFolder));
    OutputFile.check(out, inputs, overwrite.given(), OutputFile.Known.NONE);
    ObjectNode result = frames.isPresent() ? ofRun(everyS) : ofEndpoints(forS, everyS);
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(Json.text(result));
    } else {
      print(result, print);
    }
    print.flush();
    return ExitCode.OK;
  }

  private ObjectNode ofRun(double everyS) throws IOException {
    BenchFromRun run = new BenchFromRun(everyS, windowS);
    run.read(frames.get());
    if (run.size() == 0) {
      throw CommandFailure.failed("no data: " + frames.get() + " holds no frame and no tick");
    }
    try (BenchLog log = new BenchLog(out, overwrite.given())) {
      run.write(log);
      return result(run.size(), log.lines(), 0);
    }
  }

  private ObjectNode ofEndpoints(double forS, double everyS) throws IOException {
    int samples = (int) Math.max(1, Math.floor(forS / everyS));
    try (BenchSampler sampler = new BenchSampler(urls.isEmpty() ? configured() : urls, everyS);
        BenchLog log = new BenchLog(out, overwrite.given())) {
      int taken = sampler.run(samples, log);
      ObjectNode result = result(taken, log.lines(), sampler.failed());
      sampler.failures().forEach(result.withArray("failures")::add);
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("must not be interrupted: what was sampled is in " + out);
    }
  }

  /** Where the metrics are on this machine, as the config folder has it. */
  private List<String> configured() {
    LumenSettings settings;
    try {
      settings = SettingsLoader.load(config.folder());
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
    FusionFile.Exporter fusion = settings.fusion().exporter();
    BridgeFile.Exporter bridge = settings.bridge().exporter();
    return List.of(here(fusion.httpPort(), fusion.path()), here(bridge.port(), bridge.path()));
  }

  private static String here(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private ObjectNode result(int samples, long lines, int failed) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("samples", samples)
        .put("lines", lines)
        .put("failed_pulls", failed)
        .put("written", out.toString());
  }

  private static void print(ObjectNode result, PrintWriter print) {
    print.printf(
        Locale.ROOT,
        "samples  %,d, %,d lines%n",
        result.get("samples").intValue(),
        result.get("lines").longValue());
    if (result.get("failed_pulls").intValue() > 0) {
      print.printf(Locale.ROOT, "failed   %,d pulls%n", result.get("failed_pulls").intValue());
    }
    result.path("failures").forEach(failure -> Wrapped.print("         ", failure.asText(), print));
    print.println("written  " + result.get("written").textValue());
  }
}
