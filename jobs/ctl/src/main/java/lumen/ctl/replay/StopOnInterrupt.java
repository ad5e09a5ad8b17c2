package lumen.ctl.replay;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lumen.cluster.JobEnd;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.Interrupts;
import lumen.terminal.Terminal;

/**
 * While it is open, an interrupt of this process (Ctrl-C) stops the job that it waits for, so that
 * none goes on unseen. The job is drained: what it has read is fused to the end, and its savepoint
 * is marked final, because nothing may follow the end of an input.
 */
public final class StopOnInterrupt implements AutoCloseable {
  private static final long PATIENCE_S = 30;

  private final SessionCluster cluster;
  private final Path out;
  private final CompletableFuture<String> job = new CompletableFuture<>();
  private final Thread hook;

  private StopOnInterrupt(SessionCluster cluster, Path out) {
    this.cluster = cluster;
    this.out = out;
    this.hook = new Thread(this::stop, "stop-on-interrupt");
  }

  /**
   * Begins to watch, before the job is submitted.
   *
   * @param out folder of the job's outputs
   */
  public static StopOnInterrupt of(SessionCluster cluster, Path out) {
    StopOnInterrupt watch = new StopOnInterrupt(cluster, out);
    Runtime.getRuntime().addShutdownHook(watch.hook);
    return watch;
  }

  /** Says which job was submitted, and returns it. */
  public String submitted(String jobId) {
    job.complete(jobId);
    return jobId;
  }

  /** A second interrupt does not wait. */
  private void stop() {
    Terminal.endLine();
    try (Interrupts second = Interrupts.tell(Interrupts::endProcess)) {
      Terminal.tell(second.any() ? "" : stopped());
    }
  }

  private String stopped() {
    try {
      return drained(job.get(PATIENCE_S, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      return "interrupted before the job was submitted";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted twice: `lumenctl jobs` shows what runs";
    }
  }

  private String drained(String jobId) {
    try {
      JobEnd.Outcome outcome = new JobEnd(cluster, jobId).drain();
      cluster.forget(jobId);
      return outcome == JobEnd.Outcome.CANCELLED
          ? "cancelled, since the job did not run or did not get on; what its checkpoints committed"
              + " until then lies in "
              + out.resolve("frames")
          : "stopped before the end of the recording; the frames until then lie in "
              + out.resolve("frames");
    } catch (CommandFailure | RestFailure e) {
      return "the job %s could not be stopped: %s".formatted(jobId, e.getMessage());
    }
  }

  /** Ends the watch; once the process is ending, only the end itself is left to wait for. */
  @Override
  public void close() {
    job.cancel(false);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      hook.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
