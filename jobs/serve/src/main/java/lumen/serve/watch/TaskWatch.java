package lumen.serve.watch;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;

/** Keeps how many tasks ran when the cluster was asked last. */
public final class TaskWatch {
  private record Counted(long millis, TaskCount tasks) {}

  private final Supplier<List<JobStatus>> jobs;
  private final InstantSource clock;
  private volatile Optional<Counted> newest = Optional.empty();
  private volatile String trouble = "not yet asked";

  /**
   * Watches a cluster.
   *
   * @param jobs asks it, and throws {@link CommandFailure} or {@link RestFailure} where it cannot
   */
  public TaskWatch(Supplier<List<JobStatus>> jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Asks the cluster, once. */
  public void poll() {
    try {
      int count = 0;
      int running = 0;
      int total = 0;
      for (JobStatus job : jobs.get()) {
        if (!job.ended()) {
          count++;
          running += job.tasksRunning() + job.tasksFinished();
          total += job.tasksTotal();
        }
      }
      newest = Optional.of(new Counted(clock.millis(), new TaskCount(count, running, total)));
      trouble = "";
    } catch (CommandFailure | RestFailure e) {
      trouble = String.valueOf(e.getMessage());
    }
  }

  /** What was counted last; empty if nothing was. */
  public Optional<TaskCount> newest() {
    return newest.map(Counted::tasks);
  }

  /** How long ago that was, in seconds. */
  public Optional<Double> ageSeconds() {
    return newest.map(counted -> Math.max(0, clock.millis() - counted.millis()) / 1e3);
  }

  /** Why the newest poll failed; empty if it did not. */
  public String trouble() {
    return trouble;
  }
}
