package lumen.overlay;

import java.util.List;
import java.util.Optional;
import lumen.connectors.replay.RecordingException;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.settings.FeatureVariable;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobFrame;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of the overlay job. What the cluster configures holds; what it leaves open is set
 * here.
 */
public final class OverlayMain {
  /** What the job is called where it is given no name. */
  public static final String NAME = "lumen-overlay";

  /**
   * How RocksDB puts its files together. By levels all that is kept, some minutes of requests, is
   * written anew with every fourth checkpoint, since each changes what lies around them; then
   * answers wait for the disk.
   */
  private static final ConfigOption<String> COMPACTION =
      ConfigOptions.key("state.backend.rocksdb.compaction.style").stringType().noDefaultValue();

  private OverlayMain() {}

  /**
   * Builds the job and hands it to the cluster. What {@link FeatureVariable} says where the job is
   * submitted comes as an argument; without one, the environment of this process counts.
   */
  public static void main(String[] args) throws Exception {
    JobArguments told = JobArguments.parse(args);
    JobArguments arguments =
        told.features().isPresent()
            ? told
            : told.withFeatures(Optional.ofNullable(System.getenv(FeatureVariable.NAME)));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    build(env, arguments);
    env.executeAsync(arguments.nameOr(NAME));
  }

  /**
   * Builds the job.
   *
   * @throws RecordingException where a recording cannot be played
   * @throws IllegalArgumentException naming an argument that this job cannot have
   */
  public static void build(StreamExecutionEnvironment env, JobArguments arguments)
      throws RecordingException {
    require(arguments);
    OverlaySettings settings = settings(arguments);
    OverlaySettings inForce =
        settings.with(FeatureVariable.apply(arguments.features(), settings.flags()));
    Configuration missing = JobFrame.missing(env.getConfiguration());
    JobFrame.setIfMissing(missing, env.getConfiguration(), COMPACTION, "UNIVERSAL");
    Optional<OverlayTopics> topics = OverlayTopics.of(arguments, inForce);
    env.configure(missing);
    OverlayRun run =
        new OverlayRun(
            inForce, arguments.parallelism(), arguments.resetWindows(), topics.isPresent());
    Inlet inlet =
        topics.isPresent() ? topics.get().inlet() : OverlayReplay.inlet(arguments, inForce);
    OverlayPorts files = OverlayPorts.files(List.of(inlet), arguments.out());
    OverlayJob.build(
        env, run, topics.map(with -> files.with(with.answers(), with.decisions())).orElse(files));
  }

  /** What the config folder holds, without what stands above it. */
  static OverlaySettings settings(JobArguments arguments) {
    return arguments
        .config()
        .map(folder -> OverlayCatalogue.CATALOGUE.read(folder).orThrow())
        .orElseGet(OverlayCatalogue::defaults);
  }

  /** Refuses what is of the other job. */
  static void require(JobArguments arguments) {
    if (arguments.channels() || arguments.capture()) {
      throw new IllegalArgumentException(
          (arguments.channels() ? "--channels" : "--capture")
              + " must not be given: this job has no channels and captures nothing");
    }
  }
}
