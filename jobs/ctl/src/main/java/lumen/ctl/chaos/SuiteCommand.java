package lumen.ctl.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import lumen.cluster.JobEnd;
import lumen.cluster.MetricsPorts;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.output.FolderLock;
import lumen.ctl.replay.ClusterRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.StopOnInterrupt;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.ProgressBar;
import lumen.terminal.TextTable;
import lumen.terminal.Times;
import lumen.terminal.files.Belongings;
import lumen.terminal.files.OverwriteOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lumenctl chaos suite}: the modes of the field documents. */
@Command(
    name = "suite",
    description = {
      "Puts a job of the built jar through the three modes of the field documents, each for 60 s:"
          + " on the session cluster, on a stage of its own, with relays before its inputs.",
      "jitter: packets come up to 100 ms sooner or later: late is counted, the mode stays;",
      "spike: one sensor's values x 8: coherence holds within 0.05, or E3 and back to E2 in 5 min;",
      "delay: the engine answers 0.8 s later: it stays fresh. In none the bridge rolls back."
    })
final class SuiteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      defaultValue = "60s",
      paramLabel = "TIME",
      description = "How long each fault holds [${DEFAULT-VALUE}].")
  private String time;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the job's results [target/chaos].")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of noise and chance [1].")
  private long seed = 1;

  @Option(
      names = MetricsPorts.FUSION_OPTION,
      paramLabel = "N",
      description = "Where the cluster serves the fusion metrics [9310].")
  private Optional<Integer> fusionPort = Optional.empty();

  @Option(
      names = MetricsPorts.BRIDGE_OPTION,
      paramLabel = "N",
      description = "Where it serves the bridge's metrics [9306].")
  private Optional<Integer> bridgePort = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the verdicts for the gates, and tell node_exporter in DIR/lumen.prom; of 60 s"
              + " alone.")
  private Optional<Path> keep = Optional.empty();

  @Mixin private OverwriteOption overwrite;

  @Option(names = "--json", description = "Print the outcomes as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    double seconds = Times.seconds("--for", time);
    if (keep.isPresent() && seconds < 60) {
      throw CommandFailure.usage("--keep must stand with faults of 60 s: --for " + time);
    }
    Path root =
        out.orElseGet(() -> LumenHome.locate().root().resolve("target/chaos"))
            .toAbsolutePath()
            .normalize();
    SessionCluster cluster = SessionCluster.locate();
    cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
    List<SuiteRun.Outcome> outcomes;
    try (FolderLock lock = FolderLock.take(root, spec);
        SuiteRoom room = new SuiteRoom(seed);
        ProgressBar bar = new ProgressBar("chaos")) {
      OutputFolder folder = new OutputFolder(root);
      folder.prepare(Belongings.none(), overwrite.given());
      outcomes = outcomes(cluster, room, folder, lock, seconds, bar);
    }
    if (keep.isPresent()) {
      Map<String, FaultVerdict> verdicts = new TreeMap<>();
      outcomes.forEach(one -> verdicts.put(one.mode(), one.verdict()));
      KeptFaults.keep(keep.get(), verdicts);
    }
    return tell(outcomes);
  }

  private List<SuiteRun.Outcome> outcomes(
      SessionCluster cluster,
      SuiteRoom room,
      OutputFolder folder,
      FolderLock lock,
      double seconds,
      ProgressBar bar)
      throws IOException {
    Path config = folder.file("chaos-config");
    room.configure(config);
    SuiteRoom.Request request = new SuiteRoom.Request(config, folder.root(), cluster.slots());
    MetricsPorts metrics = ExporterPorts.of(Optional.empty());
    try (StopOnInterrupt interrupts = StopOnInterrupt.of(cluster, folder.root())) {
      String id = interrupts.submitted(ClusterRun.submit(cluster, request, lock));
      try {
        cluster.awaitStarted(id);
        room.stage().start();
        int[] ports = {fusionPort.orElse(metrics.fusion()), bridgePort.orElse(metrics.bridge())};
        SuiteRun run =
            new SuiteRun(
                room,
                ports,
                seconds,
                () -> cluster.rest().job(id).filter(job -> !job.status().ended()).isPresent(),
                (doing, share) -> bar.update(share, doing));
        List<SuiteRun.Outcome> outcomes = run.run();
        new JobEnd(cluster, id).drain();
        cluster.forget(id);
        lock.ended();
        return outcomes;
      } catch (CommandFailure e) {
        cluster.rest().cancel(id);
        cluster.forget(id);
        throw e;
      }
    }
  }

  private int tell(List<SuiteRun.Outcome> outcomes) {
    PrintWriter terminal = spec.commandLine().getOut();
    if (json) {
      terminal.println(Json.text(outcomes));
    } else {
      TextTable table =
          new TextTable("mode", "applied", "late", "coherence", "least", "well after", "verdict");
      for (SuiteRun.Outcome one : outcomes) {
        table.row(
            one.mode(),
            one.applied(),
            one.late(),
            "%.3f".formatted(one.coherenceBefore()),
            "%.3f".formatted(one.coherenceLeast()),
            one.wellAfterSeconds() < 0
                ? "-"
                : String.format(Locale.ROOT, "%.0f s", one.wellAfterSeconds()),
            one.broken().isEmpty() ? one.verdict() : one.verdict() + ": " + one.broken());
      }
      table.print(terminal);
    }
    terminal.flush();
    boolean all = outcomes.stream().allMatch(one -> one.verdict() == FaultVerdict.PASS);
    return all ? ExitCode.OK : ExitCode.FAILED;
  }
}
