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
  private static final long POLL_MILLIS = 100;
  private static final long UNWELL_S = 15;
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
      if (System.nanoTime() > until || rest.failures(id).size() > 2) {
        throw CommandFailure.failed(
            "the tasks of the job must run within %d s: %s".formatted(START_S, cause(id)));
      }
      pause();
    }
  }

  /**
   * Waits until a checkpoint of it is complete, or it has come to the end of its input.
   *
   * @throws CommandFailure if it fails, or that takes too long
   */
  void awaitCheckpoint(String id) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CHECKPOINT_S);
    while (!finished(id) && cluster.rest().checkpoints(id).completed() == 0) {
      requireAlive(id);
      if (System.nanoTime() > until) {
        throw CommandFailure.failed(
            "the job must complete a checkpoint within %d s: %s"
                .formatted(CHECKPOINT_S, cause(id)));
      }
      pause();
    }
  }

  /**
   * Watches it for a time.
   *
   * @throws CommandFailure if it fails meanwhile, or does not run for longer than a restart takes
   */
  void observe(String id, double seconds) {
    long until = System.nanoTime() + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    long well = System.nanoTime();
    while (System.nanoTime() < until) {
      requireAlive(id);
      boolean healthy =
          cluster.rest().job(id).filter(job -> job.status().healthy()).isPresent() || finished(id);
      well = healthy ? System.nanoTime() : well;
      if (System.nanoTime() - well > TimeUnit.SECONDS.toNanos(UNWELL_S)) {
        throw CommandFailure.failed("the job does not run its tasks: " + cause(id));
      }
      pause();
    }
  }

  private boolean finished(String id) {
    return state(id).equals("FINISHED");
  }

  private String state(String id) {
    return cluster.rest().job(id).map(job -> job.status().state()).orElse("");
  }

  private void requireAlive(String id) {
    String state = state(id);
    if (state.equals("FAILED") || state.equals("CANCELED")) {
      throw CommandFailure.failed("the job ended with %s: %s".formatted(state, cause(id)));
    }
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

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }
}
