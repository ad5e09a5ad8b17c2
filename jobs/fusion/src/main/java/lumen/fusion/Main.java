package lumen.fusion;

import java.time.Duration;
import java.util.List;
import lumen.connectors.replay.RecordingException;
import lumen.fusion.graph.JobSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobFrame;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of {@code lumen-jobs.jar}. What the cluster configures holds; what it leaves open is
 * set here.
 */
public final class Main {
  /**
   * What a live input gives goes on at once: it comes in blocks, some tens a second of each
   * channel. To wait for others, each of some fifteen edges had a thread that woke a hundred times
   * a second.
   */
  private static final Duration LIVE_BUFFER_TIMEOUT = Duration.ZERO;

  /** What is played waits for it, and what lies in a log is read in large blocks first. */
  private static final Duration FOLLOW_BUFFER_TIMEOUT = Duration.ofMillis(2);

  /** What the job is called where it is given no name. */
  public static final String NAME = "lumen-fusion";

  private Main() {}

  /** Builds the job and hands it to the cluster. */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    build(env, arguments);
    env.executeAsync(arguments.nameOr(NAME));
  }

  /**
   * Builds the job.
   *
   * @throws RecordingException where a recording cannot be played
   */
  public static void build(StreamExecutionEnvironment env, JobArguments arguments)
      throws RecordingException {
    if (arguments.topic().isPresent() || arguments.features().isPresent()) {
      throw new IllegalArgumentException(
          (arguments.topic().isPresent() ? "--topic" : "--features")
              + " must not be given: this job has its topics from sensors.yaml, and no features");
    }
    LumenSettings settings =
        arguments.config().map(SettingsLoader::load).orElseGet(LumenSettings::defaults);
    boolean live = arguments.streams() && LivePlan.isLive(settings);
    Configuration missing = JobFrame.missing(env.getConfiguration());
    if (live) {
      JobFrame.setIfMissing(
          missing, env.getConfiguration(), ExecutionOptions.BUFFER_TIMEOUT, LIVE_BUFFER_TIMEOUT);
    } else if (arguments.follow()) {
      JobFrame.setIfMissing(
          missing, env.getConfiguration(), ExecutionOptions.BUFFER_TIMEOUT, FOLLOW_BUFFER_TIMEOUT);
    }
    env.configure(missing);
    JobSettings job =
        new JobSettings(
            settings,
            arguments.parallelism(),
            arguments.channels(),
            arguments.resetWindows(),
            TickDelay.isOfNow(arguments, settings));
    List<Inlet> inlets =
        live
            ? LivePlan.inlets(arguments, settings)
            : List.of(ReplayPlan.inlet(arguments, settings));
    LumenJob.build(
        env,
        job,
        Ports.files(
            inlets,
            arguments.out(),
            live,
            OutletPlan.outlets(arguments, settings, TickDelay.of(arguments, settings))));
  }
}
