package lumen.fusion;

import java.time.Duration;
import lumen.connectors.replay.RecordingException;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of {@code lumen-jobs.jar}. What the cluster configures holds; what it leaves open is
 * set here.
 */
public final class Main {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  private Main() {}

  /** Builds the job and hands it to the cluster. */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    build(env, arguments);
    env.executeAsync(arguments.name());
  }

  /**
   * Builds the job.
   *
   * @throws RecordingException where a recording cannot be played
   */
  public static void build(StreamExecutionEnvironment env, JobArguments arguments)
      throws RecordingException {
    LumenSettings settings =
        arguments.config().map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
    env.configure(missing(env.getConfiguration()));
    JobSettings job =
        new JobSettings(
            settings, arguments.parallelism(), arguments.channels(), arguments.resetWindows());
    LumenJob.build(env, job, Ports.files(ReplayPlan.source(arguments, settings), arguments.out()));
  }

  private static Configuration missing(ReadableConfig given) {
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

  private static <T> void setIfMissing(
      Configuration set, ReadableConfig given, ConfigOption<T> option, T value) {
    if (given.getOptional(option).isEmpty()) {
      set.set(option, value);
    }
  }
}
