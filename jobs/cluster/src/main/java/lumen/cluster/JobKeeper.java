package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.ClusterOverview;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.RestClient;

/**
 * Knows which jobs live, and starts them again after the loss of a JobManager that kept them only
 * in memory: under the same id, from the newest complete retained checkpoint, which then belongs to
 * the new attempt.
 *
 * <p>A job whose checkpoints were seen but are gone had finished in its last moment (Flink deletes
 * them then); it is not started again.
 */
final class JobKeeper implements AutoCloseable {
  private static final long PERIOD_MILLIS = 500;

  private final ClusterDirectory directory;
  private final SupervisorPlan plan;
  private final RestClient rest;
  private final Runnable changed;
  private final AtomicInteger resubmissions = new AtomicInteger();
  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean lost;
  private ScheduledFuture<?> steps;
  private String lastObstacle = "";

  JobKeeper(ClusterDirectory directory, SupervisorPlan plan, Runnable changed) {
    this.directory = directory;
    this.plan = plan;
    this.changed = changed;
    this.rest = new RestClient(URI.create("http://127.0.0.1:" + plan.restPort()));
  }

  void watch() {
    steps =
        watcher.scheduleWithFixedDelay(
            this::step, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The JobManager has died; its jobs are started again as soon as a new one has the slots. */
  void jobManagerLost() {
    lost = true;
  }

  /**
   * The supervisor has only begun: it knows of no death before, and one that lives may be new.
   * Those of the jobs that it does not know are started again.
   */
  void jobManagerMayBeNew() {
    lost = true;
  }

  /** Counts on from what a supervisor before this one had counted. */
  void goOnFrom(int resubmissionsBefore) {
    resubmissions.set(resubmissionsBefore);
  }

  int resubmissions() {
    return resubmissions.get();
  }

  @Override
  public void close() {
    if (steps != null) {
      steps.cancel(true);
    }
    watcher.shutdownNow();
  }

  private void step() {
    try {
      if (SubmittedJob.all(directory).isEmpty()) {
        lost = false;
        return;
      }
      ClusterOverview overview = rest.overview();
      if (!lost) {
        look();
      } else if (overview.slots() >= plan.slots()) {
        resubmitAll();
        lost = false;
      }
    } catch (RuntimeException | IOException e) {
      String obstacle = String.valueOf(e.getMessage());
      if (lost && !obstacle.equals(lastObstacle)) {
        lastObstacle = obstacle;
        Supervisor.log("waits to start the jobs again: " + obstacle);
      }
    }
  }

  /** Forgets the jobs that have ended and notes which have a checkpoint. */
  private void look() throws IOException {
    for (SubmittedJob job : SubmittedJob.all(directory)) {
      Optional<JobDetail> known = rest.job(job.id());
      if (known.isPresent() && known.get().status().ended()) {
        SubmittedJob.forget(directory, job.id());
      } else if (known.isPresent()
          && !job.checkpointed(directory)
          && rest.checkpoints(job.id()).completed() > 0) {
        job.markCheckpointed(directory);
      }
    }
  }

  private void resubmitAll() throws IOException {
    for (SubmittedJob job : SubmittedJob.all(directory)) {
      if (rest.job(job.id()).isPresent()) {
        continue;
      }
      Optional<String> checkpoint = CheckpointFolder.newest(directory.checkpoints(), job.id());
      if (checkpoint.isEmpty() && job.checkpointed(directory)) {
        Supervisor.log("job %s had finished: not started again".formatted(job.id()));
        SubmittedJob.forget(directory, job.id());
        continue;
      }
      rest.run(
          job.id(),
          ResidentJobs.handed(directory, job.submission(checkpoint)),
          checkpoint.isPresent());
      resubmissions.incrementAndGet();
      Supervisor.log(
          "job %s starts again from %s".formatted(job.id(), checkpoint.orElse("the beginning")));
    }
    changed.run();
  }
}
