package lumen.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import lumen.benchmarks.table.BenchmarkRow;
import lumen.benchmarks.table.MeasuredRow;
import lumen.benchmarks.table.ResultsOption;
import lumen.benchmarks.table.Sitting;
import lumen.benchmarks.table.TableCommand;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.capacity.LoadRun;
import lumen.ctl.capacity.RunFigure;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.fusion.FusionJob;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.rig.SteadyRig;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import lumen.terminal.files.Belongings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what an event costs when there are more channels or tenants. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description = {
      "Run simulated tenants of 8 channels through the job on the session cluster: few and many,"
          + " in",
      "turn, a shorter and a longer recording of each. Shows what an event costs in both, and the",
      "longest checkpoint."
    })
public final class GrowthBench implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each is run [3].")
  private int rounds = 3;

  @Option(
      names = "--of",
      paramLabel = "WHAT",
      split = ",",
      description =
          "channels (8 to 800 at 50 Hz), rate (80 to 8,000 at 10 Hz), tenants (1 to 1,000).")
  private Set<What> of = new LinkedHashSet<>(List.of(What.values()));

  @Mixin private ResultsOption results;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Keep the recordings here, and use those that are there [temporary].")
  private Optional<Path> kept = Optional.empty();

  private final Map<GrowthShape, List<GrowthCost.Run>> shorter = new LinkedHashMap<>();
  private final Map<GrowthShape, List<GrowthCost.Run>> longer = new LinkedHashMap<>();
  private SessionCluster cluster;
  private Path work;

  /** What grows, and the row that tells how much an event costs then. */
  enum What {
    /** Channels of 50 Hz. */
    channels(BenchmarkRow.GROWTH_CHANNELS),
    /** Channels of 10 Hz. */
    rate(BenchmarkRow.GROWTH_SMALL),
    /** Tenants. */
    tenants(BenchmarkRow.GROWTH_TENANTS);

    private final BenchmarkRow row;

    What(BenchmarkRow row) {
      this.row = row;
    }

    /** The few, and the many. */
    List<GrowthShape> shapes() {
      return switch (this) {
        case channels -> GrowthShape.channelsAt50Hz();
        case rate -> GrowthShape.channelsAt10Hz();
        case tenants -> GrowthShape.tenantsAt10Hz();
      };
    }
  }

  /** Runs the command; exit codes as those of lumenctl. */
  public static void main(String[] args) {
    System.exit(TableCommand.line(new GrowthBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds must be 1 or more: " + rounds);
    }
    cluster = SessionCluster.locate();
    cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
    work =
        kept.isPresent()
            ? Files.createDirectories(kept.get().toAbsolutePath())
            : Files.createTempDirectory("lumen-growth-");
    try {
      Set<GrowthShape> shapes = new LinkedHashSet<>();
      of.forEach(what -> shapes.addAll(what.shapes()));
      measure(shapes);
    } finally {
      if (kept.isEmpty()) {
        TemporaryFolder.delete(work);
      }
    }
    tell();
    return ExitCode.OK;
  }

  private void measure(Set<GrowthShape> shapes) throws IOException {
    for (GrowthShape shape : shapes) {
      run(shape.shorter());
    }
    for (int round = 0; round < rounds; round++) {
      for (GrowthShape shape : shapes) {
        shorter.computeIfAbsent(shape, any -> new ArrayList<>()).add(run(shape.shorter()));
        longer.computeIfAbsent(shape, any -> new ArrayList<>()).add(run(shape.longer()));
      }
    }
  }

  private GrowthCost.Run run(SteadyRig rig) throws IOException {
    OutputFolder out = new OutputFolder(work.resolve("out"));
    out.prepare(Belongings.none(), true);
    ReplayRequest request =
        new ReplayRequest(
            List.of(recording(rig)),
            Optional.empty(),
            out.root(),
            "growth",
            0,
            cluster.slots(),
            false);
    JobSubmission job =
        FusionJob.submission(
            LumenHome.locate().jobsJar(),
            request.arguments(),
            request.parallelism(),
            Optional.empty());
    Duration before = cpu();
    LoadRun.Unwatched measure = LoadRun.unwatched(cluster, job, out);
    double cpuSeconds = cpu().minus(before).toNanos() / NANOS;
    GrowthCost.Run run =
        new GrowthCost.Run(
            rig.events(),
            measure.seconds(),
            cpuSeconds,
            measure.checkpoints().longestMillis() / 1e3);
    spec.commandLine().getErr().printf("%s %s%n", rig, run);
    spec.commandLine().getErr().flush();
    return run;
  }

  private Duration cpu() {
    return ProcessHandle.of(cluster.taskManagerPid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> CommandFailure.failed("the system must tell a process's CPU time"));
  }

  private Path recording(SteadyRig rig) throws IOException {
    Path file =
        work.resolve(
            String.format(
                Locale.ROOT,
                "steady-%d-%d-%.0f-%d.ndjson",
                rig.tenants(),
                rig.channelsPerTenant(),
                rig.rateHz(),
                rig.seconds()));
    if (!Files.exists(file)) {
      Path begun = file.resolveSibling(file.getFileName() + ".begun");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(begun), 1 << 20)) {
        rig.play(out);
      }
      Files.move(begun, file);
    }
    return file;
  }

  private void tell() {
    TextTable table = new TextTable("figure", "median", "least", "most");
    Sitting sitting = results.sitting();
    List<MeasuredRow> rows = new ArrayList<>();
    for (What what : of) {
      List<GrowthShape> shapes = what.shapes();
      shapes.forEach(shape -> tell(table, shape));
      RunFigure times = cost(shapes.get(1)).times(cost(shapes.get(0)));
      tell(table, what.row.title() + ", times", times);
      rows.add(sitting.row(what.row, times.values()));
      if (what == What.rate) {
        double[] longest = cost(shapes.get(1)).checkpointSeconds().values();
        rows.add(sitting.row(BenchmarkRow.GROWTH_CHECKPOINT, longest));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    table.print(out);
    out.flush();
    rows.forEach(results::add);
  }

  private void tell(TextTable table, GrowthShape shape) {
    GrowthCost cost = cost(shape);
    tell(table, shape.title() + ": events/s", cost.rate());
    tell(table, shape.title() + ": CPU s of 1e6 events", new RunFigure(cost.cpuPerMillion()));
    tell(table, shape.title() + ": longest checkpoint, s", cost.checkpointSeconds());
  }

  private static void tell(TextTable table, String figure, RunFigure values) {
    table.row(figure, shown(values.median()), shown(values.least()), shown(values.most()));
  }

  private GrowthCost cost(GrowthShape shape) {
    return new GrowthCost(shorter.get(shape), longer.get(shape));
  }

  private static String shown(double value) {
    return value >= 1_000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
