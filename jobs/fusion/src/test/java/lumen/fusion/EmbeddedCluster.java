package lumen.fusion;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One embedded cluster (a JobManager and a task manager of four slots, RocksDB state) for all test
 * classes of a run.
 */
public final class EmbeddedCluster implements BeforeAllCallback {
  private static final int SLOTS = 4;
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(EmbeddedCluster.class);

  private Running running;

  /**
   * A started cluster.
   *
   * @param cluster the cluster
   * @param taskManager index of its task manager; those before it were ended
   */
  private record Running(MiniCluster cluster, AtomicInteger taskManager) implements AutoCloseable {
    @Override
    public void close() {
      cluster.closeAsync().join();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(SPACE)
            .getOrComputeIfAbsent("cluster", key -> start(), Running.class);
  }

  private static Running start() {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.setString(
        "metrics.reporter.last.factory.class", LastFigures.Factory.class.getName());
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded cluster must start", e);
    }
    return new Running(cluster, new AtomicInteger());
  }

  /** An environment whose jobs keep RocksDB state, checkpoint often and restart at once. */
  static StreamExecutionEnvironment environment(Path work) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
    return new StreamExecutionEnvironment(configuration);
  }

  /** Lets a job begin from a savepoint. */
  static StreamExecutionEnvironment environment(Path work, String savepoint) {
    StreamExecutionEnvironment env = environment(work);
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    env.configure(from);
    return env;
  }

  JobID submit(StreamExecutionEnvironment env) throws Exception {
    return running.cluster().submitJob(env.getStreamGraph()).get().getJobID();
  }

  /** Waits for the end of a job; fails with the job's own failure. */
  void await(JobID job) throws Exception {
    result(job).toJobExecutionResult(EmbeddedCluster.class.getClassLoader());
  }

  JobResult result(JobID job) throws Exception {
    return running.cluster().requestJobResult(job).get();
  }

  JobStatus status(JobID job) throws Exception {
    return running.cluster().getJobStatus(job).get();
  }

  /** Takes a checkpoint now; false while the job is not running as a whole. */
  boolean hasTakenCheckpoint(JobID job) throws InterruptedException {
    try {
      running.cluster().triggerCheckpoint(job).get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Takes a savepoint of a job that goes on; returns where it lies. */
  String savepoint(JobID job, Path folder) throws Exception {
    return running
        .cluster()
        .triggerSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** What the newest complete checkpoint of a job came to. */
  CompletedCheckpointStats newestCheckpoint(JobID job) throws Exception {
    return running
        .cluster()
        .getExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getHistory()
        .getLatestCompletedCheckpoint();
  }

  /** How often a job has begun again from a checkpoint. */
  long restores(JobID job) throws Exception {
    return running
        .cluster()
        .getExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfRestoredCheckpoints();
  }

  /** Stops a job where it is; returns where its savepoint lies. */
  String stop(JobID job, Path folder) throws Exception {
    return running
        .cluster()
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** Ends the task manager with all that runs on it, and starts another. */
  void replaceTaskManager() throws Exception {
    running.cluster().terminateTaskManager(running.taskManager().getAndIncrement()).get();
    running.cluster().startTaskManager();
  }
}
