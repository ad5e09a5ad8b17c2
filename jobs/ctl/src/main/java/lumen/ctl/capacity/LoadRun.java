package lumen.ctl.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.CheckpointSums;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobMetrics;
import lumen.cluster.job.JobMetrics.Pressure;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.replay.OutputFolder;
import lumen.terminal.CommandFailure;

/**
 * Runs a job on the session cluster to its end and watches it: its processes about five times a
 * second, its metrics once a second.
 *
 * <p>The time that counts ends when the sink closes its last part at the end of input, which the
 * part's time of modification tells: a finished job has still waited for its next checkpoint, up to
 * a checkpoint interval, to commit that part.
 */
public final class LoadRun {
  private static final double MILLIS = 1e3;
  private static final long METRICS_NANOS = 1_000_000_000L;

  private final SessionCluster cluster;
  private final JobMetrics metrics;
  private final ProcessLoad taskManager;
  private final ProcessLoad jobManager;
  private final ThreadLoad threads;
  private final PressureMeans pressures = new PressureMeans();
  private double heapBytes;
  private long askedNanos = System.nanoTime();

  private LoadRun(SessionCluster cluster) {
    this.cluster = cluster;
    this.metrics = new JobMetrics(cluster.restUrl());
    this.taskManager = new ProcessLoad(cluster.taskManagerPid());
    this.jobManager = new ProcessLoad(cluster.jobManagerPid());
    this.threads = new ThreadLoad(cluster.taskManagerPid());
  }

  /**
   * Runs a job whose frames go to the folder.
   *
   * @param out folder without results of an earlier run
   * @param named told the job's id before it is started
   * @param progress told of the job about five times a second
   */
  public static LoadMeasure measure(
      SessionCluster cluster,
      JobSubmission job,
      OutputFolder out,
      Consumer<String> named,
      Consumer<JobDetail> progress)
      throws IOException {
    return new LoadRun(cluster).run(job, out, named, progress);
  }

  /**
   * What is known of a job that nobody watched.
   *
   * @param seconds from when all tasks run until the sink closes its last part
   * @param checkpoints its checkpoints
   */
  public record Unwatched(double seconds, CheckpointSums checkpoints) {}

  /**
   * Runs a job likewise and looks at it when it has ended. To watch a job has the JobManager fetch
   * all metrics of the TaskManager, which takes from the cores that it is to be measured on.
   */
  public static Unwatched unwatched(SessionCluster cluster, JobSubmission job, OutputFolder out)
      throws IOException {
    String id = cluster.submit(job, told -> {});
    cluster.awaitEnd(id, status -> {});
    JobMetrics metrics = new JobMetrics(cluster.restUrl());
    long begun = metrics.runningSinceMillis(detail(cluster, id));
    long written = lastWrittenMillis(out);
    return new Unwatched((written - begun) / MILLIS, metrics.checkpoints(id, written));
  }

  private static JobDetail detail(SessionCluster cluster, String id) {
    return cluster
        .rest()
        .job(id)
        .orElseThrow(() -> CommandFailure.failed("the JobManager forgot the job: " + id));
  }

  private LoadMeasure run(
      JobSubmission job, OutputFolder out, Consumer<String> named, Consumer<JobDetail> progress)
      throws IOException {
    String id = cluster.submit(job, named);
    JobStatus end =
        cluster.awaitFinished(
            id,
            detail -> {
              watch(detail);
              progress.accept(detail);
            });
    JobDetail detail = detail(cluster, id);
    long begun = metrics.runningSinceMillis(detail);
    long written = lastWrittenMillis(out);
    Pressure busiest = pressures.busiest();
    return new LoadMeasure(
        (written - begun) / MILLIS,
        (end.startMillis() + end.durationMillis() - begun) / MILLIS,
        taskManager.use(),
        jobManager.use(),
        (long) heapBytes,
        busiest.name(),
        busiest.busy(),
        pressures.highestBackPressure(),
        metrics.checkpoints(id, written),
        threads.seconds());
  }

  private void watch(JobDetail detail) {
    taskManager.sample();
    jobManager.sample();
    threads.sample();
    boolean due = System.nanoTime() - askedNanos >= METRICS_NANOS;
    if (due && detail.status().healthy() && detail.status().tasksFinished() == 0) {
      askedNanos = System.nanoTime();
      pressures.add(metrics.pressures(detail));
      heapBytes = Math.max(heapBytes, metrics.heapUsedBytes().orElse(0));
    }
  }

  private static long lastWrittenMillis(OutputFolder out) throws IOException {
    List<Path> parts = out.parts("frames");
    if (parts.isEmpty()) {
      throw CommandFailure.failed(
          "the recording must be long enough to give frames: none in " + out.root());
    }
    long last = 0;
    for (Path part : parts) {
      last = Math.max(last, Files.getLastModifiedTime(part).toMillis());
    }
    return last;
  }
}
