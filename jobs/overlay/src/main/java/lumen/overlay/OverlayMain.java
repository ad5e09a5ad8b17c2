package lumen.overlay;

import java.util.List;
import java.util.Optional;
import lumen.connectors.replay.RecordingException;
import lumen.overlay.graph.OverlayRun;
import lumen.overlay.settings.FeatureVariable;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlaySettings;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobFrame;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of the overlay job. What the cluster configures holds; what it leaves open is set
 * here.
 */
public final class OverlayMain {
  /** What the job is called where it is given no name. */
  public static final String NAME = "lumen-overlay";

  private OverlayMain() {}

  /** Builds the job and hands it to the cluster. */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    build(env, arguments, Optional.ofNullable(System.getenv(FeatureVariable.NAME)));
    env.executeAsync(arguments.nameOr(NAME));
  }

  /**
   * Builds the job.
   *
   * @param features what {@link FeatureVariable} says; empty where it is unset
   * @throws RecordingException where a recording cannot be played
   */
  public static void build(
      StreamExecutionEnvironment env, JobArguments arguments, Optional<String> features)
      throws RecordingException {
    OverlaySettings settings =
        arguments
            .config()
            .map(folder -> OverlayCatalogue.CATALOGUE.read(folder).orThrow())
            .orElseGet(OverlayCatalogue::defaults);
    OverlaySettings inForce = settings.with(FeatureVariable.apply(features, settings.flags()));
    env.configure(JobFrame.missing(env.getConfiguration()));
    OverlayRun run = new OverlayRun(inForce, arguments.parallelism(), arguments.resetWindows());
    OverlayJob.build(
        env,
        run,
        OverlayPorts.files(List.of(OverlayReplay.inlet(arguments, inForce)), arguments.out()));
  }
}
