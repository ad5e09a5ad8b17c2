package lumen.connectors.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.Reject;
import lumen.event.SampleBlock;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** A job that reads a topic and writes what it makes of it, exactly once, to another. */
final class KafkaJob {
  /** Makes the next envelope fail the task, once. */
  static final AtomicBoolean FAIL = new AtomicBoolean();

  private final MiniCluster cluster;
  private final Path folder;
  private JobID id;

  KafkaJob(MiniCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /**
   * Starts the job.
   *
   * @param checkpointEvery how often it checkpoints, null: only when told
   * @param savepoint where it begins, or null
   */
  KafkaJob start(
      KafkaInputOptions input,
      KafkaOutputOptions output,
      Duration checkpointEvery,
      String savepoint)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        checkpointEvery == null ? Duration.ofHours(1) : checkpointEvery);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(20));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    KafkaEvents.attach(env, input, BlockerRun.rules(), "events", "events", "blocker", "make blocks")
        .flatMap(new ToLines())
        .returns(Types.STRING)
        .uid("lines")
        .name("lines")
        .setParallelism(1)
        .sinkTo(KafkaLines.sink(output, line -> line, KafkaJob::tenantOf))
        .uid("sink")
        .name("sink")
        .setParallelism(1);
    id = cluster.submitJob(env.getStreamGraph()).get().getJobID();
    return this;
  }

  private static String tenantOf(String line) {
    try {
      return new ObjectMapper().readTree(line).path("tenant").textValue();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("line must be JSON: " + line, e);
    }
  }

  JobStatus status() throws Exception {
    return cluster.getJobStatus(id).get();
  }

  /** The operators, those chained together in one task; empty before they are there. */
  String tasks() throws Exception {
    return cluster.getExecutionGraph(id).get().getAllVertices().values().stream()
        .map(AccessExecutionJobVertex::getName)
        .collect(Collectors.joining(", "));
  }

  boolean hasTakenCheckpoint() throws InterruptedException {
    try {
      cluster.triggerCheckpoint(id).get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  long restores() throws Exception {
    return cluster
        .getExecutionGraph(id)
        .get()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfRestoredCheckpoints();
  }

  /** Stops it where it is; returns where its savepoint lies. */
  String stop() throws Exception {
    return cluster
        .stopWithSavepoint(
            id,
            folder.resolve("savepoints").toUri().toString(),
            false,
            SavepointFormatType.CANONICAL)
        .get();
  }

  void cancel() throws Exception {
    cluster.cancelJob(id).get();
    cluster.requestJobResult(id).get();
  }

  void awaitEnd() throws Exception {
    cluster.requestJobResult(id).get().toJobExecutionResult(KafkaJob.class.getClassLoader());
  }

  /** One line for each sample, reject and account. */
  private static final class ToLines implements FlatMapFunction<Envelope, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Envelope envelope, Collector<String> out) {
      if (FAIL.compareAndSet(true, false)) {
        throw new IllegalStateException("failed as told");
      }
      if (envelope instanceof SampleBlock block) {
        for (int i = 0; i < block.size(); i++) {
          out.collect(
              "{\"tenant\":\"%s\",\"source\":\"%s\",\"micros\":%d,\"value\":%s}"
                  .formatted(block.tenant(), block.source(), block.micros()[i], block.values()[i]));
        }
      } else if (envelope instanceof Reject reject) {
        out.collect(
            "{\"reject\":\"%s\",\"offset\":%d}"
                .formatted(reject.reason().code(), reject.position().offset()));
      } else if (envelope instanceof Account account) {
        out.collect(
            "{\"account\":\"%s\",\"received\":%d,\"used\":%d}"
                .formatted(account.source(), account.counts().received(), account.counts().used()));
      }
    }
  }
}
