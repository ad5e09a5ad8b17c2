package lumen.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lumen.benchmarks.table.BenchmarkRow;
import lumen.benchmarks.table.MeasuredRow;
import lumen.benchmarks.table.ResultsOption;
import lumen.benchmarks.table.RowUnit;
import lumen.benchmarks.table.TableCommand;
import lumen.cluster.SessionCluster;
import lumen.ctl.fusion.ExporterPorts;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures the job, the single thread and the naive job in turn, or the job and that of another
 * commit, in one sitting on one machine, and shows the ratios.
 *
 * <p>All are warm: the single thread counts its second run in one JVM, each cluster has run its
 * jobs before. The job's classes are the cluster's own and compiled once; those of the naive job
 * are loaded and compiled anew at each run. Nobody watches the jobs while they run, but where
 * another build watches its own.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    usageHelpAutoWidth = false,
    description = {
      "Run a recording, in order of time and plain ndjson, through the job on the session cluster,",
      "through one plain thread, and its beginning through the naive per-event job; or through the",
      "job of this build and that of another commit. In turn, several times. Shows events/s and the",
      "ratios, and adds the rows of the table that they fill to the results file."
    })
public final class Comparison implements Callable<Integer> {
  /** Share of the frames by which two builds may differ. */
  private static final double LARGEST_DIFFERENCE = 1e-3;

  private static final String ONE_THREAD = "single thread";
  private static final String JOB = "job";
  private static final String NAIVE = "naive job";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Recording, plain ndjson in order of time.")
  private Path recording;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each is run [5].")
  private int rounds = 5;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "How often each is run before those that count [1].")
  private int warmUp = 1;

  @Option(
      names = "--naive-lines",
      paramLabel = "N",
      description = "The naive job takes so many lines of the recording [200000]; 0: is left out.")
  private long naiveLines = 200_000;

  @Option(
      names = "--tenants",
      paramLabel = "N",
      description = "So many tenants, copies of the recording's first N-th; no naive job [1].")
  private int tenants = 1;

  @Option(
      names = "--against",
      paramLabel = "COMMIT",
      description = "Build this commit in a work tree below target/against, and compare its job.")
  private Optional<String> against = Optional.empty();

  @Option(names = "--keep", description = "Keep that work tree for the next time.")
  private boolean keep;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Mixin private ResultsOption results;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  private final RoundRates rates = new RoundRates();

  /** Runs the comparison; exit codes as those of lumenctl. */
  public static void main(String[] args) {
    System.exit(TableCommand.line(new Comparison()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    check();
    ComparedSettings settings = ComparedSettings.of(config);
    Path work = Files.createTempDirectory("lumen-compare-");
    try {
      SessionCluster cluster = SessionCluster.locate();
      cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
      Path played = recording;
      if (tenants > 1) {
        played = work.resolve("tenants.ndjson");
        TenantCopies.write(recording, played, tenants);
      }
      ComparedJobs jobs = new ComparedJobs(cluster, work, played, config);
      if (against.isPresent()) {
        compareBuilds(jobs, played, cluster.slots(), work);
      } else {
        compareForms(jobs, played, work);
        addRows(settings);
      }
      show(jobs.events());
    } finally {
      delete(work);
    }
    return ExitCode.OK;
  }

  private void check() {
    recording = recording.toAbsolutePath();
    config = config.map(Path::toAbsolutePath);
    if (!Files.isRegularFile(recording)) {
      throw CommandFailure.usage("FILE must be a recording, plain ndjson: " + recording);
    }
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds must be 1 or more: " + rounds);
    }
    if (warmUp < 0) {
      throw CommandFailure.usage("--warm-up must be 0 or more: " + warmUp);
    }
    if (tenants < 1) {
      throw CommandFailure.usage("--tenants must be 1 or more: " + tenants);
    }
    if (tenants > 1) {
      naiveLines = 0;
    }
  }

  private void compareForms(ComparedJobs jobs, Path played, Path work) throws IOException {
    Path beginning = work.resolve("beginning.ndjson");
    Path jar = work.resolve("naive.jar");
    if (naiveLines > 0) {
      ComparedJobs.copyLines(played, beginning, naiveLines);
      NaiveJar.write(LumenHome.locate().jobsJar(), jar);
    }
    for (int round = 1 - warmUp; round <= rounds; round++) {
      rates.add(ONE_THREAD, jobs.reference());
      rates.add(JOB, jobs.job());
      if (naiveLines > 0) {
        rates.add(NAIVE, jobs.naive(jar, beginning));
      }
      if (round == 0) {
        rates.forget();
      }
    }
  }

  /** Both clusters stand by meanwhile; only one has a job. */
  private void compareBuilds(ComparedJobs jobs, Path played, int slots, Path work)
      throws IOException {
    Path home = LumenHome.locate().root();
    try (BuildOfCommit build = BuildOfCommit.make(home, against.orElseThrow(), keep);
        ClusterOfBuild cluster = new ClusterOfBuild(build.tree(), work.resolve("cluster"), slots)) {
      double unused = cluster.start();
      JobOfBuild other = new JobOfBuild(cluster, work.resolve("other"));
      for (int round = 1 - warmUp; round <= rounds; round++) {
        rates.add(JOB, jobs.watchedJob());
        rates.add(build.name(), other.rate(played, config));
        requireSameSteps(jobs.frames(), other.frames(), build.name());
        if (round == 0) {
          rates.forget();
        }
      }
      add("job." + build.name(), rates.ratios(JOB, build.name()));
    }
  }

  /**
   * The form of a frame may differ from commit to commit, and a rule may have changed by which one
   * begins or ends; the work is the same where nearly all are there.
   */
  private static void requireSameSteps(long here, long there, String commit) {
    if (Math.abs(here - there) > LARGEST_DIFFERENCE * there) {
      throw CommandFailure.failed(
          "both builds must make as many frames, but for one in a thousand: %d here, %d at %s"
              .formatted(here, there, commit));
    }
  }

  private void addRows(ComparedSettings settings) {
    Optional<BenchmarkRow> row = settings.oneThread(tenants);
    row.ifPresent(known -> add(known.key(), rates.ratios(JOB, ONE_THREAD)));
    if (row.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "benchmark: no row of the table: it has the defaults, and the defaults with clip none, for 1 and 8 tenants");
    }
    if (rates.has(NAIVE)) {
      settings.naive(tenants).ifPresent(known -> add(known.key(), rates.ratios(JOB, NAIVE)));
    }
  }

  private void add(String key, double[] ratios) {
    MeasuredRow row = results.sitting().row(key, RowUnit.RATIO, ratios);
    results.add(row);
  }

  private void show(long events) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode figures = Json.mapper().createObjectNode();
      figures.put("events", events);
      figures.setAll(rates.json());
      out.println(Json.text(figures));
      return;
    }
    List<String> to = new ArrayList<>();
    if (rates.has(ONE_THREAD)) {
      to.add(ONE_THREAD);
    }
    if (rates.has(NAIVE)) {
      to.add(NAIVE);
    }
    if (to.isEmpty()) {
      rates.names().stream().filter(name -> !name.equals(JOB)).forEach(to::add);
    }
    out.printf("%s events, %d round(s)%n", Amount.count(events), rounds);
    rates.print(out, to);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
