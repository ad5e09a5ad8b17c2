package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.connectors.replay.CommandFile;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.fusion.KindOption;
import lumen.ctl.fusion.ParallelismOption;
import lumen.ctl.output.FolderLock;
import lumen.ctl.output.RunInputs;
import lumen.fusion.settings.SettingsLoader;
import lumen.jobs.JobKind;
import lumen.settings.SettingsException;
import lumen.terminal.CommandFailure;
import lumen.terminal.Terminal;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl replay}: recordings through a job to their end. */
@Command(
    name = "replay",
    description = {
      "Replay recordings through a job and write its results.",
      "Writes DIR/frames.ndjson (by tenant, then grid), rejects.ndjson, late.ndjson, facts.ndjson"
          + " and summary.json; DIR/frames/ holds the parts as the job committed them.",
      "Of the overlay job: decisions, verdicts, evidence, accounts and rejects.",
      "Of the governance job: scorecard, decisions, edges, evidence, accounts, late and rejects."
    })
public final class ReplayCommand implements Callable<Integer> {
  /** Folder of a capture that holds the configuration of the job it was made of. */
  private static final String CONFIG_OF_LOG = "config";

  @Spec private CommandSpec spec;
  @Mixin private KindOption kind;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Recordings (.ndjson, plain or as .gz, .zst or .xz), performances (.mid), or folders: the"
              + " parts of one recording, devices side by side, a capture, a log; - is standard"
              + " input.")
  private List<Path> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results.")
  private Path out;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of the job's files; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Event seconds per second; 0 = as fast as it goes [0].")
  private double speed;

  @Mixin private ParallelismOption parallelism;

  @Option(names = "--local", description = "Run in this process instead of the session cluster.")
  private boolean local;

  @Option(names = "--channels", description = "Write the values of every channel too.")
  private boolean channels;

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description = "Commands, one a line, as `lumenctl control write` notes them.")
  private Optional<Path> control = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the job [replay].")
  private String name = "replay";

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    config = config.or(this::configOfLog);
    StandardInput piped = new StandardInput(inputs, out);
    check(piped);
    inputs = piped.files();
    ReplayRequest request =
        new ReplayRequest(
            kind.kind(),
            inputs,
            config,
            out,
            name,
            speed,
            parallelism.withoutCluster(),
            channels,
            control,
            kind.features());
    Endpoints.require(kind.kind(), request.arguments(), local);
    OutputFolder folder = new OutputFolder(request.out(), kind.kind());
    ResultFiles results =
        switch (kind.kind()) {
          case FUSION -> new RunResults(folder, config);
          case OVERLAY -> new RouteResults(folder);
          case GOVERNANCE -> new ServiceResults(folder);
        };
    RunEnding ending = new RunEnding(folder, json, spec.commandLine().getOut());
    long begun = System.nanoTime();
    try (FolderLock lock = FolderLock.take(request.out(), spec)) {
      folder.prepare(belongings(), overwrite.given());
      piped.keep();
      try (piped) {
        double seconds = local ? LocalRun.run(request) : onCluster(request, lock);
        return ending.tell(results.write(seconds));
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
    Belongings read =
        RunInputs.recordings(inputs).add("the notes of --control", control).config(config);
    if (kind.kind() == JobKind.FUSION) {
      config.ifPresent(folder -> RunInputs.addNamed(SettingsLoader.load(folder), read));
    }
    return read;
  }

  private double onCluster(ReplayRequest request, FolderLock lock) {
    SessionCluster cluster = SessionCluster.locate();
    cluster.ensureRunning(
        ExporterPorts.of(kind.kind() == JobKind.FUSION ? request.config() : Optional.empty()));
    return ClusterRun.run(cluster, request.at(parallelism.on(cluster.slots())), lock);
  }

  /**
   * A capture is replayed with the configuration that it was made with, unless another is given.
   */
  private Optional<Path> configOfLog() {
    Path kept = inputs.get(0).resolve(CONFIG_OF_LOG);
    if (inputs.size() > 1 || !Files.isDirectory(kept)) {
      return Optional.empty();
    }
    Terminal.tell("with the configuration of the capture, " + kept);
    return Optional.of(kept);
  }

  /** Finds what is wrong before anything is started. */
  private void check(StandardInput piped) {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw CommandFailure.usage("--speed must be 0 or more, is " + speed);
    }
    try {
      piped.check();
      RecordingFiles.remarks(inputs.stream().filter(Files::isDirectory).toList())
          .forEach(Terminal::tell);
      if (control.isPresent()) {
        CommandFile.of(control.get());
      }
      config.ifPresent(kind.kind()::requireConfig);
      piped.begin();
    } catch (RecordingException | SettingsException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }
}
