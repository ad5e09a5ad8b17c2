package lumen.ctl.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.output.FolderLock;
import lumen.ctl.output.RunInputs;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.ctl.replay.RunEnding;
import lumen.ctl.replay.RunResults;
import lumen.ctl.serve.ServeProcess;
import lumen.fusion.settings.SettingsLoader;
import lumen.report.RunFigures;
import lumen.report.RunReport;
import lumen.report.RunTable;
import lumen.rig.Rig;
import lumen.rig.RigSettings;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl demo}: simulate, start the cluster, replay, show. */
@Command(
    name = "demo",
    description = {
      "Replay a simulated rig, or your own recording, through the job on the session cluster.",
      "Starts the cluster if none runs, serves the live page, shows the figures and writes a"
          + " report",
      "of their course. --overlay: the story of a gateway through the overlay job instead;",
      "--governance: a month of a service through the governance job."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String RIG = "target/demo";
  private static final String OVERLAY = "target/demo-overlay";
  private static final String GOVERNANCE = "target/demo-governance";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Your own recording instead of the simulated rig.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the results [target/demo, with -overlay or -governance behind].")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of what is simulated [1].")
  private long seed = RigSettings.DEMO.seed();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Event time of the simulated rig [10], or of the gateway [60].")
  private Optional<Double> minutes = Optional.empty();

  @Option(
      names = "--overlay",
      description =
          "A rollout of 10 to 30 %%, a breaker that opens, a token budget that blocks, a release.")
  private boolean overlay;

  @Option(
      names = "--governance",
      description =
          "A bad revision taken back, a forecast that warns, a time to live raised, measured and kept.")
  private boolean governance;

  @Option(
      names = "--no-serve",
      description = "Serve no live page; else it goes on until the cluster is stopped.")
  private boolean noServe;

  @Mixin private OverwriteOption overwrite;

  /**
   * What is played: a recording, its settings, and where they are known what is true of it and what
   * the operator does meanwhile.
   */
  private record Piece(
      Path recording, Optional<Path> config, Optional<Path> truth, Optional<Path> commands) {}

  @Override
  public Integer call() throws IOException {
    if (overlay && governance) {
      throw CommandFailure.usage("--overlay and --governance are two stories: one at a time");
    }
    String usual = overlay ? OVERLAY : governance ? GOVERNANCE : RIG;
    Path folder =
        out.orElseGet(() -> LumenHome.locate().root().resolve(usual)).toAbsolutePath().normalize();
    if (overlay) {
      return gateway(folder);
    } else if (governance) {
      return service(folder);
    }
    check();
    RigSettings rig = rigSettings();
    try (FolderLock lock = FolderLock.take(folder, spec)) {
      return play(folder, rig, lock);
    }
  }

  private int gateway(Path folder) throws IOException {
    if (file.isPresent() || config.isPresent()) {
      throw CommandFailure.usage(
          "--overlay plays a gateway by settings of its own, without FILE and --config; a log of"
              + " yours: lumenctl replay FILE --kind overlay --config DIR --out DIR");
    }
    OverlayDemo demo = new OverlayDemo(folder, seed, minutes, spec.commandLine().getOut());
    try (FolderLock lock = FolderLock.take(folder, spec)) {
      return demo.play(lock, overwrite.given());
    }
  }

  private int service(Path folder) throws IOException {
    if (file.isPresent() || config.isPresent() || minutes.isPresent()) {
      throw CommandFailure.usage(
          "--governance plays a month by settings of its own, without FILE, --config and --minutes;"
              + " a log of yours: lumenctl replay FILE --kind governance --config DIR --out DIR");
    }
    GovernanceDemo demo = new GovernanceDemo(folder, seed, spec.commandLine().getOut());
    try (FolderLock lock = FolderLock.take(folder, spec)) {
      return demo.play(lock, overwrite.given());
    }
  }

  private int play(Path folder, RigSettings settings, FolderLock lock) throws IOException {
    OutputFolder results = new OutputFolder(folder);
    Belongings inputs = RunInputs.recordings(file.stream().toList()).config(config);
    config.ifPresent(given -> RunInputs.addNamed(SettingsLoader.load(given), inputs));
    RigFiles files = new RigFiles(folder);
    Rig rig = new Rig(settings);
    if (file.isEmpty()) {
      files.check(rig, inputs, overwrite.given());
    }
    results.prepare(inputs, overwrite.given());
    PrintWriter terminal = spec.commandLine().getOut();
    Piece piece = file.isPresent() ? own() : simulated(rig, files, terminal);
    SessionCluster cluster = SessionCluster.locate();
    Optional<ServeProcess.Page> page = Optional.empty();
    try (RigPlay playing = file.isPresent() ? RigPlay.none() : RigPlay.of(files, rig)) {
      say(terminal, "session cluster: a JobManager and a TaskManager with RocksDB state");
      cluster.ensureRunning(ExporterPorts.of(piece.config()));
      if (!noServe) {
        page = Optional.of(new ServeProcess(cluster).launch(folder, piece.config()));
      }
      playing.await();
    }
    if (page.isPresent()) {
      tell(page.get(), terminal);
    }
    say(terminal, "replaying " + piece.recording() + "; the job's page is " + cluster.restUrl());
    ReplayRequest request = replayOf(piece, folder, cluster.slots());
    Endpoints.require(request.arguments(), false);
    RunResults made = new RunResults(results, piece.config());
    ObjectNode summary = made.write(ClusterRun.run(cluster, request, lock));
    show(folder, piece, terminal);
    return RunEnding.exitCode(summary);
  }

  private static void tell(ServeProcess.Page page, PrintWriter terminal) {
    say(
        terminal,
        page.await()
            .map(url -> "the live page is " + url)
            .orElseGet(() -> "no live page: see " + page.log()));
  }

  private static ReplayRequest replayOf(Piece piece, Path folder, int parallelism) {
    return new ReplayRequest(
        List.of(piece.recording()),
        piece.config(),
        folder,
        "demo",
        0,
        parallelism,
        true,
        piece.commands());
  }

  private void show(Path folder, Piece piece, PrintWriter terminal) throws IOException {
    Path report = folder.resolve("report.html");
    RunFigures figures = RunFigures.read(folder, piece.truth());
    RunReport.write(figures, report);
    terminal.println();
    RunTable.print(figures, Optional.of(report), terminal);
    terminal.println("The cluster goes on running: lumenctl cluster stop ends it.");
    terminal.flush();
  }

  private void check() {
    try {
      if (file.isPresent()) {
        RecordingFiles.find(List.of(file.get()));
      }
      config.ifPresent(SettingsLoader::load);
    } catch (RecordingException | SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private RigSettings rigSettings() {
    try {
      return new RigSettings(seed, minutes(), RigSettings.DEMO.sensorsPerTenant());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  private double minutes() {
    return minutes.orElse(RigSettings.DEMO.minutes());
  }

  private Piece own() {
    Path recording = file.orElseThrow().toAbsolutePath().normalize();
    return new Piece(recording, config, Optional.empty(), Optional.empty());
  }

  private Piece simulated(Rig rig, RigFiles files, PrintWriter terminal) throws IOException {
    say(terminal, "simulating a rig of two stages, seed " + seed + ", " + minutes() + " minutes");
    files.writeSettings(rig);
    return new Piece(
        files.recording(),
        config.or(() -> Optional.of(files.config())),
        Optional.of(files.truth()),
        Optional.of(files.commands()));
  }

  private static void say(PrintWriter terminal, String line) {
    terminal.println("lumenctl: " + line);
    terminal.flush();
  }
}
