package lumen.ctl.upgrade;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.JobSubmission;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.ctl.output.FolderLock;
import lumen.terminal.CommandFailure;

/**
 * Starts a version of a job and watches whether it lives: all tasks run, and a checkpoint of it is
 * complete, so that it has read what was kept and has written it again.
 */
final class NewJob {
  private static final long START_S = 60;
  private static final long CHECKPOINT_S = 60;
  private static final int MOST_FAILURES = 2;
  private static final long POLL_MILLIS = 100;
  private static final long OBSERVE_MILLIS = 500;
  private static final long UNWELL_S = 45;
  private static final String OUT = "--out";

  private final SessionCluster cluster;
  private final String command;

  /**
   * Of a cluster.
   *
   * @param command who starts it, for the lock of the folder of the outputs
   */
  NewJob(SessionCluster cluster, String command) {
    this.cluster = cluster;
    this.command = command;
  }

  /** The folder that a job writes into: the last word counts. Empty for a job that names none. */
  static Optional<Path> out(JobSubmission job) {
    List<String> arguments = job.arguments();
    int option = arguments.lastIndexOf(OUT);
    return option < 0 ? Optional.empty() : Optional.of(Path.of(arguments.get(option + 1)));
  }

  /**
   * Looks, before anything is stopped, whether a version could be started: a command that waits for
   * the end of its job, such as {@code run}, would hold the folder of the outputs then.
   *
   * @throws CommandFailure saying which command that is
   */
  static void requireNoCommand(JobSubmission job) {
    try {
      out(job).ifPresent(FolderLock::requireNoCommand);
    } catch (CommandFailure e) {
      throw CommandFailure.failed(
          "no command must wait for the end of the job, and nothing was stopped; `lumenctl submit`"
              + " starts a job that can be changed: "
              + e.getMessage());
    }
  }

  /**
   * Starts it.
   *
   * @return its id, when all its tasks run
   * @throws CommandFailure with its cause, if it does not come so far; it is then ended
   */
  String start(JobSubmission job) {
    Optional<Path> out = out(job);
    if (out.isEmpty()) {
      return started(cluster.submit(job));
    }
    try (FolderLock lock = FolderLock.take(OUT, out.get(), FolderLock.FILE, command)) {
      try {
        return started(cluster.submit(job, named -> lock.job(cluster, named)));
      } catch (CommandFailure | RestFailure e) {
        lock.ended();
        throw e;
      }
    }
  }

  private String started(String id) {
    try {
      awaitTasks(id);
      return id;
    } catch (CommandFailure | RestFailure e) {
      end(id);
      throw e;
    }
  }

  private void awaitTasks(String id) {
    RestClient rest = cluster.rest();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
    while (true) {
      Optional<JobStatus> started = rest.started(id);
      if (started.filter(JobStatus::ended).filter(s -> !s.state().equals("FINISHED")).isPresent()) {
        throw CommandFailure.failed("the job failed at its start: " + cause(id));
      }
      if (started.isPresent()) {
        return;
      }
      if (System.nanoTime() > until || rest.failures(id).size() > MOST_FAILURES) {
        throw CommandFailure.failed(
            "the tasks of the job must run within %d s: %s".formatted(START_S, cause(id)));
      }
      pause(POLL_MILLIS);
    }
  }

  /**
   * Waits until a checkpoint of it is complete, or it has come to the end of its input.
   *
   * @throws CommandFailure if it fails, or that takes too long
   */
  void awaitCheckpoint(String id) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CHECKPOINT_S);
    while (!alive(id).filter(NewJob::finished).isPresent()
        && cluster.rest().checkpoints(id).completed() == 0) {
      if (System.nanoTime() > until || cluster.rest().failures(id).size() > MOST_FAILURES) {
        throw CommandFailure.failed(
            "the job must complete a checkpoint within %d s: %s"
                .formatted(CHECKPOINT_S, cause(id)));
      }
      pause(POLL_MILLIS);
    }
  }

  /**
   * Watches it for a time. A JobManager that is lost meanwhile may come back with it.
   *
   * @throws CommandFailure if it fails meanwhile, or does not run for longer than such a loss takes
   */
  void observe(String id, double seconds) {
    long until = System.nanoTime() + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    long well = System.nanoTime();
    while (System.nanoTime() < until) {
      if (alive(id).filter(job -> job.healthy() || finished(job)).isPresent()) {
        well = System.nanoTime();
      }
      if (System.nanoTime() - well > TimeUnit.SECONDS.toNanos(UNWELL_S)) {
        throw CommandFailure.failed("the job does not run its tasks: " + cause(id));
      }
      pause(OBSERVE_MILLIS);
    }
  }

  private static boolean finished(JobStatus job) {
    return job.state().equals("FINISHED");
  }

  /**
   * The job as it is; empty while nobody answers. Its tasks are not asked for: each such question
   * has the JobManager fetch all metrics.
   *
   * @throws CommandFailure if it has failed or was cancelled
   */
  private Optional<JobStatus> alive(String id) {
    Optional<JobStatus> status;
    try {
      status = cluster.rest().jobs().stream().filter(job -> job.id().equals(id)).findFirst();
    } catch (CommandFailure | RestFailure e) {
      return Optional.empty();
    }
    if (status.filter(job -> job.ended() && !finished(job)).isPresent()) {
      throw CommandFailure.failed(
          "the job ended with %s: %s".formatted(status.get().state(), cause(id)));
    }
    return status;
  }

  /** Ends it at once, where it still lives. */
  void end(String id) {
    try {
      RestClient rest = cluster.rest();
      if (rest.job(id).filter(job -> !job.status().ended()).isPresent()) {
        rest.cancel(id);
        rest.awaitEnded(id);
      }
    } finally {
      cluster.forget(id);
    }
  }

  private String cause(String id) {
    try {
      return cluster.rest().newestFailure(id).orElse("no cause is known");
    } catch (CommandFailure | RestFailure e) {
      return e.getMessage();
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }
}
