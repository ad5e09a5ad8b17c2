package lumen.ctl.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.fusion.ParallelismOption;
import lumen.ctl.output.FolderLock;
import lumen.ctl.output.RunInputs;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.LocalRun;
import lumen.ctl.replay.MissingRoom;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RunEnding;
import lumen.ctl.replay.RunResults;
import lumen.ctl.replay.UnfinishedRun;
import lumen.fusion.LivePlan;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.Interrupts;
import lumen.terminal.Times;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl run}: the fusion job on live streams, until its time is over or Ctrl-C. */
@Command(
    name = "run",
    description = {
      "Listen to the live streams of sensors.yaml and write the results, until --for is over or"
          + " Ctrl-C.",
      "Writes the same files as replay when it ends."
    })
public final class RunCommand implements Callable<Integer> {
  private static final double MILLIS = 1e3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results.")
  private Path out;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 25s, 10m or 2h; left out: until Ctrl-C.")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--from-log",
      paramLabel = "DIR",
      description = "Follow the log that `lumenctl ingest` writes, instead of sockets and devices.")
  private Optional<Path> log = Optional.empty();

  @Mixin private ParallelismOption parallelism;

  @Option(names = "--local", description = "Run in this process instead of the session cluster.")
  private boolean local;

  @Option(names = "--capture", description = "Have the input recorded from the very beginning.")
  private boolean capture;

  @Option(names = "--channels", description = "Write the values of every channel too.")
  private boolean channels;

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the job [live].")
  private String name = "live";

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    double seconds = time.map(text -> Times.seconds("--for", text)).orElse(0.0);
    check();
    RunRequest request =
        new RunRequest(
            config, log, out, name, seconds, parallelism.withoutCluster(), channels, capture);
    Endpoints.require(request.arguments(), local);
    OutputFolder folder = new OutputFolder(request.out());
    RunResults results = new RunResults(folder, config);
    RunEnding ending = new RunEnding(folder, json, spec.commandLine().getOut());
    long begun = System.nanoTime();
    try (FolderLock lock = FolderLock.take(request.out(), spec)) {
      ConfigCopy copy = ConfigCopy.plan(request.out(), request.config(), overwrite.given());
      folder.prepare(belongings(), overwrite.given());
      copy.carryOut();
      try {
        LiveJob job = LiveJob.of(request.out());
        double took = local ? locally(request, job) : onCluster(request, job, lock);
        return ending.tell(results.write(took));
      } catch (CommandFailure e) {
        Optional<ObjectNode> summary = UnfinishedRun.write(results, begun, e);
        if (summary.isPresent()) {
          ending.tell(summary.get());
        }
        throw e;
      }
    }
  }

  private Belongings belongings() {
    Belongings read = RunInputs.recordings(log.stream().toList()).config(config);
    config.ifPresent(folder -> RunInputs.addNamed(SettingsLoader.load(folder), read));
    return read;
  }

  private static double locally(RunRequest request, LiveJob job) throws Exception {
    LocalEnd end = new LocalEnd(job, request.seconds());
    try (Interrupts interrupts = Interrupts.tell(end::begin);
        LiveProgress progress = new LiveProgress(job, request.seconds(), Optional::empty)) {
      return LocalRun.run(
          request,
          millis -> {
            progress.show(millis, interrupts.any());
            end.look(millis);
          },
          end::wantsDrain);
    }
  }

  private double onCluster(RunRequest request, LiveJob job, FolderLock lock) {
    SessionCluster cluster = SessionCluster.locate();
    cluster.ensureRunning(ExporterPorts.of(request.config()));
    RunRequest sized = request.at(parallelism.on(cluster.slots()));
    MissingRoom room = new MissingRoom(sized);
    String id = ClusterRun.submit(cluster, sized, lock);
    LiveEnd end = new LiveEnd(cluster, id, job, request.seconds());
    try (Interrupts interrupts = Interrupts.tell(end::begin);
        LiveProgress progress =
            new LiveProgress(job, request.seconds(), () -> cluster.rest().newestFailure(id))) {
      JobStatus ended =
          cluster.awaitEnd(
              id,
              status -> {
                progress.show(status.durationMillis(), interrupts.any());
                end.look(status);
              });
      lock.ended();
      return ended.durationMillis() / MILLIS;
    } catch (CommandFailure e) {
      CommandFailure failure =
          end.cancelled()
              .map(
                  cause ->
                      CommandFailure.failed("the job had to be cancelled at its end: " + cause))
              .orElse(e);
      throw ClusterRun.explained(failure, room, cluster);
    }
  }

  /** Finds what is wrong before anything is started. */
  private void check() {
    try {
      LumenSettings settings = config.map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
      if (log.isPresent()) {
        checkLog(log.get());
      } else if (!LivePlan.isLive(settings)) {
        throw CommandFailure.usage(
            "sensors.yaml must name a live stream under streams (osc, midi, kafka, ure): "
                + config.map(Path::toString).orElse("no --config is given")
                + " has none");
      }
    } catch (SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private static void checkLog(Path folder) {
    if (!isLog(folder)) {
      throw CommandFailure.usage(
          "--from-log must be a folder that `lumenctl ingest` writes: " + folder);
    }
  }

  private static boolean isLog(Path folder) {
    try {
      return Files.isDirectory(folder)
          && RecordingFiles.find(List.of(folder)).stream().allMatch(RecordedParts::log);
    } catch (RecordingException e) {
      return false;
    }
  }
}
