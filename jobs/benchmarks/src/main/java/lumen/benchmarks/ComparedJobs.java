package lumen.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.capacity.LoadMeasure;
import lumen.ctl.capacity.LoadRun;
import lumen.ctl.fusion.FusionJob;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.ReplayRequest;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;
import lumen.terminal.files.Belongings;

/**
 * Runs a recording through the job, one plain thread and the naive job. The frames of all must be
 * the same lines, else nothing is told.
 */
final class ComparedJobs {
  private final SessionCluster cluster;
  private final Path work;
  private final Path recording;
  private final Optional<Path> config;
  private long events;
  private long frames;

  /**
   * @param work folder for what is written
   */
  ComparedJobs(SessionCluster cluster, Path work, Path recording, Optional<Path> config) {
    this.cluster = cluster;
    this.work = work;
    this.recording = recording;
    this.config = config;
  }

  /** Events of the recording, known once one plain thread has run. */
  long events() {
    return events;
  }

  /** Frames of the recording, known once the job has run. */
  long frames() {
    return frames;
  }

  /** One plain thread; events per second. */
  double reference() throws IOException {
    SingleThreadReference.Result result = ReferenceProcess.run(recording, expected(), config);
    events = result.events();
    return result.rate();
  }

  private Path expected() {
    return work.resolve("reference.ndjson");
  }

  /** The job that nobody watches; events per second. */
  double job() throws IOException {
    return job(this::seconds);
  }

  /** The job watched as {@code capacity --max} watches that of another build; events per second. */
  double watchedJob() throws IOException {
    return job((submission, out) -> measure(submission, out).seconds());
  }

  /** Runs a job and tells its seconds. */
  private interface Timing {
    double of(JobSubmission job, OutputFolder out) throws IOException;
  }

  /** Its frames must be those of the plain thread if that has run. */
  private double job(Timing timing) throws IOException {
    OutputFolder out = new OutputFolder(work.resolve("job"));
    ReplayRequest request =
        new ReplayRequest(
            List.of(recording), config, out.root(), "compare", 0, cluster.slots(), false);
    double seconds =
        timing.of(
            FusionJob.submission(
                LumenHome.locate().jobsJar(),
                request.arguments(),
                request.parallelism(),
                Optional.empty()),
            out);
    if (Files.exists(expected())) {
      requireSameFrames("job", expected(), out);
    } else {
      events = lines(recording);
      frames = JobOfBuild.frames(out.root().resolve("frames"));
    }
    return events / seconds;
  }

  private double seconds(JobSubmission job, OutputFolder out) throws IOException {
    out.prepare(Belongings.none(), true);
    return LoadRun.unwatched(cluster, job, out).seconds();
  }

  private LoadMeasure measure(JobSubmission job, OutputFolder out) throws IOException {
    out.prepare(Belongings.none(), true);
    return LoadRun.measure(cluster, job, out, id -> {}, detail -> {});
  }

  /**
   * The naive job; events per second.
   *
   * @param jar its jar
   * @param beginning the part of the recording that it takes
   */
  double naive(Path jar, Path beginning) throws IOException {
    Path wanted = work.resolve("beginning-frames.ndjson");
    SingleThreadReference.Result expected = ReferenceProcess.run(beginning, wanted, config);
    OutputFolder out = new OutputFolder(work.resolve("naive"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                beginning.toString(), out.root().toString(), Integer.toString(cluster.slots())));
    config.ifPresent(folder -> arguments.add(folder.toString()));
    double seconds =
        seconds(
            new JobSubmission(
                jar, NaiveJob.class.getName(), arguments, cluster.slots(), Optional.empty()),
            out);
    requireSameFrames("naive job", wanted, out);
    return expected.events() / seconds;
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

  private static long lines(Path file) throws IOException {
    try (Stream<String> all = Files.lines(file)) {
      return all.count();
    }
  }

  /** Copies the first lines of a file. */
  static void copyLines(Path from, Path to, long lines) throws IOException {
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
}
