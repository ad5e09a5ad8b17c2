package lumen.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
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
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.capacity.LoadMeasure;
import lumen.ctl.capacity.LoadRun;
import lumen.ctl.capacity.RunFigure;
import lumen.ctl.fusion.ExporterPorts;
import lumen.ctl.fusion.FusionJob;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import lumen.terminal.TextTable;
import lumen.terminal.files.Belongings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures the job, the single thread and the naive job in turn, in one sitting on one machine, and
 * shows the ratios. The frames of all three must be the same lines, else nothing is told.
 *
 * <p>All are warm: the single thread counts its second run in one JVM, the cluster has run both
 * jobs once before. A cluster loads the classes of a job anew at each run and so compiles them
 * anew.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Run a recording, in order of time and plain ndjson, through the job on the session cluster,",
      "through one plain thread, and its beginning through the naive per-event job; in turn, several",
      "times. Shows events/s and the ratios."
    })
public final class Comparison implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Recording, plain ndjson in order of time.")
  private Path recording;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each is run [3].")
  private int rounds = 3;

  @Option(
      names = "--naive-lines",
      paramLabel = "N",
      description = "The naive job takes so many lines of the recording [200000]; 0: is left out.")
  private long naiveLines = 200_000;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Folder of fusion.yaml and sensors.yaml; what it leaves out has its default.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  private final List<Double> job = new ArrayList<>();
  private final List<Double> reference = new ArrayList<>();
  private final List<Double> naive = new ArrayList<>();
  private Path work;
  private SessionCluster cluster;
  private long events;

  /** Runs the comparison; exit codes as those of lumenctl. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Comparison());
    line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          command.getErr().println("compare: " + thrown.getMessage());
          return thrown instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException {
    cluster = SessionCluster.locate();
    cluster.ensureRunning(ExporterPorts.of(Optional.empty()));
    work = Files.createTempDirectory("lumen-compare-");
    recording = recording.toAbsolutePath();
    config = config.map(Path::toAbsolutePath);
    try {
      Path beginning = work.resolve("beginning.ndjson");
      Path jar = work.resolve("naive.jar");
      if (naiveLines > 0) {
        copyLines(recording, beginning, naiveLines);
        NaiveJar.write(LumenHome.locate().jobsJar(), jar);
      }
      for (int round = 0; round <= rounds; round++) {
        runReference(recording);
        runJob();
        if (naiveLines > 0) {
          runNaive(jar, beginning);
        }
        if (round == 0) {
          forgetWarmUp();
        }
      }
    } finally {
      delete(work);
    }
    show(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private void forgetWarmUp() {
    reference.clear();
    job.clear();
    naive.clear();
  }

  private void runReference(Path input) throws IOException {
    SingleThreadReference.Result result =
        ReferenceProcess.run(input, work.resolve("reference.ndjson"), config);
    events = result.events();
    reference.add(result.rate());
  }

  private void runJob() throws IOException {
    OutputFolder out = new OutputFolder(work.resolve("job"));
    ReplayRequest request =
        new ReplayRequest(
            List.of(recording), config, out.root(), "compare", 0, cluster.slots(), false);
    JobSubmission submission =
        FusionJob.submission(
            LumenHome.locate().jobsJar(),
            request.arguments(),
            request.parallelism(),
            Optional.empty());
    LoadMeasure measure = measure(submission, out);
    requireSameFrames("job", work.resolve("reference.ndjson"), out);
    job.add(events / measure.seconds());
  }

  private LoadMeasure measure(JobSubmission job, OutputFolder out) throws IOException {
    out.prepare(Belongings.none(), true);
    return LoadRun.measure(cluster, job, out, id -> {}, detail -> {});
  }

  private void runNaive(Path jar, Path beginning) throws IOException {
    SingleThreadReference.Result expected =
        ReferenceProcess.run(beginning, work.resolve("beginning-frames.ndjson"), config);
    OutputFolder out = new OutputFolder(work.resolve("naive"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                beginning.toString(), out.root().toString(), Integer.toString(cluster.slots())));
    config.ifPresent(folder -> arguments.add(folder.toString()));
    JobSubmission submission =
        new JobSubmission(
            jar, NaiveJob.class.getName(), arguments, cluster.slots(), Optional.empty());
    LoadMeasure measure = measure(submission, out);
    requireSameFrames("naive job", work.resolve("beginning-frames.ndjson"), out);
    naive.add(expected.events() / measure.seconds());
  }

  /** A frame as those write it who keep no bridge: without its gains. */
  static String withoutGains(String frame) {
    return frame.replaceAll("(\"k[pid]\"):[^,]*", "$1:null");
  }

  /**
   * All must have done the same work: the same lines, in whatever order of tenants. The job alone
   * keeps a bridge beside.
   */
  private static void requireSameFrames(String who, Path expected, OutputFolder found)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path part : found.parts("frames")) {
      Files.readAllLines(part).forEach(line -> lines.add(withoutGains(line)));
    }
    List<String> wanted = new ArrayList<>(Files.readAllLines(expected));
    lines.sort(null);
    wanted.sort(null);
    if (!lines.equals(wanted)) {
      throw CommandFailure.failed(
          "the frames of the %s must be those of the single thread: %d lines, %d wanted"
              .formatted(who, lines.size(), wanted.size()));
    }
  }

  private void show(PrintWriter out) {
    if (json) {
      ObjectNode figures = Json.mapper().createObjectNode();
      figures.put("events", events);
      put(figures, "single_thread", reference);
      put(figures, "job", job);
      put(figures, "naive", naive);
      out.println(Json.text(figures));
      return;
    }
    TextTable table =
        new TextTable("run", "events/s", "least", "most", "of single thread", "of naive");
    row(table, "single thread", reference);
    row(table, "job", job);
    if (!naive.isEmpty()) {
      row(table, "naive job", naive);
    }
    out.printf("%s events, %d round(s)%n", Amount.count(events), rounds);
    table.print(out);
  }

  private void row(TextTable table, String name, List<Double> rates) {
    RunFigure figures = figures(rates);
    table.row(
        name,
        Amount.count(Math.round(figures.median())),
        Amount.count(Math.round(figures.least())),
        Amount.count(Math.round(figures.most())),
        ratio(rates, reference),
        ratio(rates, naive));
  }

  /** Median of the ratios of each round. */
  private static String ratio(List<Double> rates, List<Double> to) {
    if (to.isEmpty()) {
      return "-";
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      ratios.add(rates.get(i) / to.get(i));
    }
    return String.format(java.util.Locale.ROOT, "%.2f", figures(ratios).median());
  }

  private static void put(ObjectNode json, String name, List<Double> rates) {
    if (!rates.isEmpty()) {
      json.set(name, Json.mapper().valueToTree(rates));
    }
  }

  private static RunFigure figures(List<Double> values) {
    return new RunFigure(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void copyLines(Path from, Path to, long lines) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(from);
        Stream<String> all = in.lines();
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(to))) {
      all.limit(lines)
          .forEach(
              line -> {
                out.write(line);
                out.write('\n');
              });
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
