package lumen.ctl.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import lumen.cluster.LocalPorts;
import lumen.connectors.replay.RecordingException;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.ProgressBar;
import lumen.terminal.files.DiskRoom;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** Runs the job on an embedded cluster in this process: the same graph, RocksDB and checkpoints. */
public final class LocalRun {
  private static final long POLL_MILLIS = 200;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final String STOOD_STILL =
      "the job was cancelled, since it did not get on with its end";

  private LocalRun() {}

  /**
   * Runs to the end of input.
   *
   * @return seconds that the job took
   */
  static double run(JobRequest request) throws Exception {
    try (ProgressBar bar = new ProgressBar("replay")) {
      return run(
          request, millis -> bar.update(Double.NaN, "running for " + Amount.duration(millis)));
    }
  }

  private static double run(JobRequest request, LongConsumer progress) throws Exception {
    return run(request, progress, () -> false);
  }

  /**
   * Runs to the end of input, or until it is drained.
   *
   * @param progress called about five times a second with the milliseconds passed
   * @param drain asked as often: whether the job is to end with what it has read
   * @return seconds that the job took
   */
  public static double run(JobRequest request, LongConsumer progress, BooleanSupplier drain)
      throws Exception {
    Path scratch = Files.createTempDirectory("lumen-replay-");
    MissingRoom room = new MissingRoom(request);
    try {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(
              request.parallelism(), configuration(scratch, request.parallelism()));
      build(env, request);
      long begun = System.nanoTime();
      JobClient job = env.executeAsync(request.name());
      await(job, begun, progress, new Drain(job, drain, scratch.resolve("savepoint")));
      return (System.nanoTime() - begun) / 1e9;
    } catch (CommandFailure e) {
      throw DiskRoom.explained(e, List.of(room.results(), MissingRoom.state(scratch)));
    } finally {
      FileUtils.deleteDirectory(scratch.toFile());
    }
  }

  private static void build(StreamExecutionEnvironment env, JobRequest request) {
    try {
      request.kind().build(env, request.job());
    } catch (RecordingException e) {
      throw CommandFailure.usage(e.getMessage());
    }
  }

  /**
   * Stops the job with drain once that is wanted, and again where its tasks did not run yet;
   * cancels one that does not get on.
   */
  private static final class Drain {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long CANCEL_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final JobClient job;
    private final BooleanSupplier wanted;
    private final String savepoint;
    private CompletableFuture<String> stopping;
    private long begunNanos;
    private CompletableFuture<Void> cancelling;

    Drain(JobClient job, BooleanSupplier wanted, Path savepoint) {
      this.job = job;
      this.wanted = wanted;
      this.savepoint = savepoint.toUri().toString();
    }

    void ifWanted() {
      if (!wanted.getAsBoolean()) {
        return;
      }
      if (begunNanos == 0) {
        begunNanos = System.nanoTime();
      }
      long since = System.nanoTime() - begunNanos;
      if (since > PATIENCE_NANOS + CANCEL_NANOS) {
        throw CommandFailure.failed(STOOD_STILL);
      } else if (since > PATIENCE_NANOS) {
        cancelling = cancelling == null ? job.cancel() : cancelling;
      } else if (stopping == null || stopping.isCompletedExceptionally()) {
        stopping = job.stopWithSavepoint(true, savepoint, SavepointFormatType.CANONICAL);
      }
    }

    boolean cancelled() {
      return cancelling != null;
    }
  }

  private static void await(JobClient job, long begun, LongConsumer progress, Drain drain)
      throws Exception {
    while (true) {
      try {
        job.getJobExecutionResult().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        progress.accept(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        drain.ifWanted();
      } catch (ExecutionException e) {
        throw drain.cancelled() ? CommandFailure.failed(STOOD_STILL) : failure(e);
      }
    }
  }

  private static CommandFailure failure(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new CommandFailure(ExitCode.FAILED, "the job failed: " + root.getMessage(), thrown);
  }

  private static Configuration configuration(Path scratch, int slots) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        scratch.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    LocalPorts.close(configuration);
    return configuration;
  }
}
