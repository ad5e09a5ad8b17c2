package lumen.governance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lumen.runtime.job.JobArguments;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** An embedded cluster of four slots that runs the job, state in RocksDB. */
final class LedgerCluster implements AutoCloseable {
  private static final int SLOTS = 4;

  private final MiniCluster cluster;

  LedgerCluster() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  /**
   * Starts the job.
   *
   * @param work folder of its checkpoints
   * @param savepoint where it goes on
   */
  JobID start(Path work, List<String> arguments, Optional<String> savepoint) throws Exception {
    StreamExecutionEnvironment env = environment(work, savepoint);
    GovernanceMain.build(env, JobArguments.parse(arguments.toArray(String[]::new)));
    return submit(env);
  }

  /**
   * An environment whose jobs keep their state in RocksDB and checkpoint often.
   *
   * @param work folder of its checkpoints
   * @param savepoint where it goes on
   */
  static StreamExecutionEnvironment environment(Path work, Optional<String> savepoint) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    savepoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    return new StreamExecutionEnvironment(configuration);
  }

  JobID submit(StreamExecutionEnvironment env) throws Exception {
    return cluster.submitJob(env.getStreamGraph()).get().getJobID();
  }

  /** How a job ended. */
  JobResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get();
  }

  boolean isRunning(JobID job) throws Exception {
    return cluster.getJobStatus(job).get() == JobStatus.RUNNING;
  }

  /** Waits for the end of a job; fails with the job's own failure. */
  void await(JobID job) throws Exception {
    result(job).toJobExecutionResult(LedgerCluster.class.getClassLoader());
  }

  /** Stops a job where it is; returns where its savepoint lies. */
  String stop(JobID job, Path folder) throws Exception {
    return cluster
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** Ends a job as at the end of its input. */
  void drain(JobID job, Path folder) throws Exception {
    cluster
        .stopWithSavepoint(job, folder.toUri().toString(), true, SavepointFormatType.CANONICAL)
        .get();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
