package lumen.runtime.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What holds for every job: the switches of its graph, and what is set where a cluster sets
 * nothing.
 */
public final class JobFrame {
  /** Largest parallelism; frozen, since keyed state is divided by it. */
  public static final int MAX_PARALLELISM = 256;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  private JobFrame() {}

  /**
   * Sets the switches that keep state tied to its operators and generic serialization out.
   *
   * @param parallelism parallelism of everything that has none of its own
   */
  public static void begin(StreamExecutionEnvironment env, int parallelism) {
    Configuration switches = new Configuration();
    switches.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    switches.set(PipelineOptions.GENERIC_TYPES, false);
    switches.set(PipelineOptions.OBJECT_REUSE, true);
    env.configure(switches);
    env.setParallelism(parallelism);
    env.setMaxParallelism(MAX_PARALLELISM);
  }

  /** What the cluster leaves open: RocksDB, and checkpoints that outlast the job. */
  public static Configuration missing(ReadableConfig given) {
    Configuration set = new Configuration();
    setIfMissing(set, given, StateBackendOptions.STATE_BACKEND, "rocksdb");
    setIfMissing(set, given, CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    setIfMissing(set, given, CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    setIfMissing(
        set,
        given,
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return set;
  }

  /** Sets an option that the cluster leaves open. */
  public static <T> void setIfMissing(
      Configuration set, ReadableConfig given, ConfigOption<T> option, T value) {
    if (given.getOptional(option).isEmpty()) {
      set.set(option, value);
    }
  }
}
