package lumen.ctl.capacity;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobSubmission;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.RecordingForm;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.fusion.FusionJob;
import lumen.ctl.fusion.ParallelismOption;
import lumen.ctl.output.FolderLock;
import lumen.ctl.output.RunInputs;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.RunResults;
import lumen.fusion.settings.SettingsLoader;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.ProgressBar;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl capacity}: how much the job can do here. */
@Command(
    name = "capacity",
    description = {
      "With --max: run a recording through the job on the session cluster as fast as it goes, and",
      "measure it. One of a few seconds measures the start of the JVM: `lumenctl simulate --tile`"
          + " makes a long one.",
      "With --rate: run the job live, play events into it by OSC, MIDI and Kafka at that rate, and",
      "measure processor, memory, delays of frames, checkpoints and scrapes. With --find: seek the",
      "highest rate that it holds. Both need a broker: `lumenctl kafka start`.",
      "Exits with 0 when it was measured, whatever the verdict."
    })
public final class CapacityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "With --max: recording, or folder of a recording's parts.")
  private Optional<Path> recorded = Optional.empty();

  @Option(names = "--max", description = "As fast as it goes.")
  private boolean max;

  @ArgGroup(exclusive = false, heading = "Live:%n")
  private LiveLoadOptions live = new LiveLoadOptions();

  @Option(names = "--repeat", paramLabel = "N", description = "Runs [3].")
  private int repeat = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Runs before these that do not count: a cluster just started compiles [1].")
  private int warmUp = 1;

  @Mixin private ParallelismOption parallelism;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the outputs, emptied before each run [target/capacity].")
  private Optional<Path> out = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  private Path input;

  @Override
  public Integer call() throws IOException {
    if (live.chosen()) {
      if (max || recorded.isPresent()) {
        throw CommandFailure.usage(
            "--rate and --find make their own events: leave out --max and FILE");
      }
      return new LiveCapacity(live, out, overwrite, json, spec).call();
    }
    RecordedParts recording = recording();
    SessionCluster cluster = SessionCluster.locate();
    cluster.ensureRunning(ExporterPorts.of(config));
    CapacityFigures figures = measure(cluster);
    CapacityTable table =
        new CapacityTable(figures, Requirement.of(figures, plainBytes(recording)));
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.println(Json.text(table.json()));
    } else {
      table.print(terminal);
    }
    return ExitCode.OK;
  }

  private RecordedParts recording() {
    if (!max) {
      throw CommandFailure.usage("the load must be chosen: --max, --rate or --find");
    }
    input =
        recorded.orElseThrow(() -> CommandFailure.usage("--max must be given a recording: FILE"));
    if (repeat < 1) {
      throw CommandFailure.usage("--repeat must be 1 or more: " + repeat);
    }
    if (warmUp < 0) {
      throw CommandFailure.usage("--warm-up must be 0 or more: " + warmUp);
    }
    try {
      List<RecordedParts> found = RecordingFiles.find(List.of(input));
      if (found.size() > 1) {
        throw CommandFailure.usage(
            "recording must be one stream: " + input + " has " + found.size() + " side by side");
      }
      return found.get(0);
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private CapacityFigures measure(SessionCluster cluster) throws IOException {
    ReplayRequest request = request(cluster);
    Endpoints.require(request.arguments(), false);
    JobSubmission job =
        FusionJob.submission(
            LumenHome.locate().jobsJar(),
            request.arguments(),
            request.parallelism(),
            Optional.empty());
    OutputFolder folder = new OutputFolder(request.out());
    Belongings inputs = RunInputs.recordings(List.of(input)).config(config);
    config.ifPresent(given -> RunInputs.addNamed(SettingsLoader.load(given), inputs));
    List<LoadMeasure> runs = new ArrayList<>();
    try (FolderLock lock = FolderLock.take(request.out(), spec);
        ProgressBar bar = new ProgressBar("capacity")) {
      for (int run = 0; run < warmUp + repeat; run++) {
        double share = (double) run / (warmUp + repeat);
        folder.prepare(inputs, overwrite.given());
        runs.add(
            LoadRun.measure(
                cluster,
                job,
                folder,
                id -> lock.job(cluster, id),
                detail -> bar.update(share, Amount.duration(detail.status().durationMillis()))));
        lock.ended();
      }
      return new CapacityFigures(
          RunResults.received(folder), runs.subList(warmUp, warmUp + repeat));
    }
  }

  private ReplayRequest request(SessionCluster cluster) {
    return new ReplayRequest(
        List.of(input),
        config,
        out.orElseGet(() -> LumenHome.locate().root().resolve("target/capacity")),
        "capacity",
        0,
        parallelism.on(cluster.slots()),
        false);
  }

  /** Size of the recording, 0 if a part is compressed. */
  private static long plainBytes(RecordedParts recording) throws IOException {
    long bytes = 0;
    for (String file : recording.files()) {
      if (RecordingForm.isCompressed(Path.of(file))) {
        return 0;
      }
      bytes += Files.size(Path.of(file));
    }
    return bytes;
  }
}
