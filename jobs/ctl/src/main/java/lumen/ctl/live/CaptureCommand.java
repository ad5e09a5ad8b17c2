package lumen.ctl.live;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.OutputFolder;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Interrupts;
import lumen.terminal.Json;
import lumen.terminal.Times;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.DiskRoom;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl capture}: records the input of a running live job, or cuts it from a log. */
@Command(
    name = "capture",
    description = {
      "Record the input of the live job that writes into RUN, until --for is over, Ctrl-C or its"
          + " end.",
      "Writes rotating parts (.ndjson.gz) and manifest.json (counts, hashes, config) into DIR;"
          + " `lumenctl replay DIR` repeats what the job made of them.",
      "With --from-log: the --last minutes of what `lumenctl ingest` has written, at once. What was"
          + " before them no window has seen, nor what was told to the job alone."
    })
public final class CaptureCommand implements Callable<Integer> {
  private static final double MICROS = 1e6;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "The --out folder of the job.")
  private Optional<Path> job = Optional.empty();

  @Option(
      names = "--from-log",
      paramLabel = "LOG",
      description = "Instead of RUN: the folder of a log, which may be written meanwhile.")
  private Optional<Path> log = Optional.empty();

  @Option(names = "--last", paramLabel = "TIME", description = "How much of LOG, such as 5m.")
  private Optional<String> last = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "Its end, such as 1767225600 or 2026-01-01T00:00:00Z [the newest line].")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the capture.")
  private Path out;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "The config folder of the job [RUN/config or LOG/config, which are kept there].")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 25s, 10m or 2h; left out: until Ctrl-C or the job's end.")
  private Optional<String> time = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try {
      return capture();
    } catch (IOException e) {
      if (DiskRoom.isOut(e)) {
        throw DiskRoom.full(out, 0, e);
      }
      throw e;
    }
  }

  private int capture() throws Exception {
    if (log.isPresent()) {
      print(slice(log.get()));
      return ExitCode.OK;
    }
    if (last.isPresent() || until.isPresent()) {
      throw CommandFailure.usage("--last and --until must stand beside --from-log");
    }
    print(record(job.orElseThrow(() -> CommandFailure.usage("RUN or --from-log must be given"))));
    return ExitCode.OK;
  }

  private Map<String, Long> slice(Path folder) throws IOException {
    if (job.isPresent() || time.isPresent()) {
      throw CommandFailure.usage("RUN and --for must not stand beside --from-log");
    }
    String length =
        last.orElseThrow(() -> CommandFailure.usage("--last must be given beside --from-log"));
    SliceRequest request =
        new SliceRequest(
            folder,
            Math.round(Times.seconds("--last", length) * MICROS),
            until.map(text -> Times.micros("--until", text)));
    request.check();
    Optional<Path> kept = Optional.of(folder.resolve(ConfigCopy.FOLDER)).filter(Files::isDirectory);
    config = config.or(() -> kept);
    LumenSettings settings = settings();
    if (Files.exists(out.resolve(RecordingFiles.MANIFEST))) {
      throw CommandFailure.usage("--out must be a folder without a recording: " + out);
    }
    if (Belongings.place(out).startsWith(Belongings.place(folder))) {
      throw CommandFailure.usage("--out must lie outside of the log: " + out);
    }
    try (FolderLock ofLog = FolderLock.take(out, spec)) {
      return request.write(out, settings, ConfigCopy.plan(out, config, overwrite.given()));
    }
  }

  private Map<String, Long> record(Path run) throws Exception {
    double seconds = time.map(text -> Times.seconds("--for", text)).orElse(0.0);
    Optional<Path> kept = Optional.of(run.resolve(ConfigCopy.FOLDER)).filter(Files::isDirectory);
    config = config.or(() -> kept);
    LumenSettings settings = settings();
    checkFolders(run);
    try (FolderLock ofRun = FolderLock.take("RUN", run, FolderLock.CAPTURE, spec);
        FolderLock ofLog = FolderLock.take(out, spec)) {
      LogTarget.require("--out", out);
      ConfigCopy copy = ConfigCopy.plan(out, config, overwrite.given());
      try (Capture capture = Capture.begin(run, out, settings, copy);
          Interrupts interrupts = Interrupts.tell(capture::end)) {
        capture.run(seconds);
        return capture.finish();
      }
    }
  }

  private void checkFolders(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      throw CommandFailure.usage("RUN must be the --out folder of a job: " + run);
    }
    if (new OutputFolder(run.toAbsolutePath().normalize()).claims(out)) {
      throw CommandFailure.usage(
          "--out must lie outside of the results of RUN, which the next run removes: " + out);
    }
  }

  private LumenSettings settings() {
    try {
      return config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private void print(Map<String, Long> counts) {
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.println(Json.text(Json.mapper().valueToTree(counts)));
      return;
    }
    counts.forEach((kind, count) -> terminal.println(kind + " " + count));
    terminal.println("replay it: lumenctl replay " + out + " --out DIR");
  }
}
