package lumen.governance;

import java.util.List;
import java.util.Optional;
import lumen.connectors.replay.RecordingException;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.run.GovernanceRun;
import lumen.governance.settings.GovernanceSettings;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.JobFrame;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point of the governance job. What the cluster configures holds; what it leaves open is set
 * here.
 */
public final class GovernanceMain {
  /** What the job is called where it is given no name. */
  public static final String NAME = "lumen-governance";

  private GovernanceMain() {}

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
   * @throws IllegalArgumentException naming an argument that this job cannot have
   */
  public static void build(StreamExecutionEnvironment env, JobArguments arguments)
      throws RecordingException {
    require(arguments);
    GovernanceSettings settings = settings(arguments);
    env.configure(JobFrame.missing(env.getConfiguration()));
    Optional<GovernanceTopics> topics = GovernanceTopics.of(arguments, settings);
    GovernanceRun run =
        new GovernanceRun(
            settings,
            arguments.parallelism(),
            arguments.resetWindows(),
            topics.isPresent() || arguments.follow());
    List<Inlet> inlets =
        topics.isPresent()
            ? topics.get().inlets()
            : List.of(GovernanceReplay.inlet(arguments, settings));
    GovernancePorts files = GovernancePorts.files(inlets, arguments.out());
    GovernanceJob.build(
        env, run, topics.map(with -> files.with((GovernancePorts.Beside) with)).orElse(files));
  }

  /** What the config folder holds. */
  static GovernanceSettings settings(JobArguments arguments) {
    return arguments
        .config()
        .map(folder -> GovernanceCatalogue.CATALOGUE.read(folder).orThrow())
        .orElseGet(GovernanceCatalogue::defaults);
  }

  /** Refuses what is of other jobs. */
  static void require(JobArguments arguments) {
    if (arguments.channels() || arguments.capture()) {
      throw new IllegalArgumentException(
          (arguments.channels() ? "--channels" : "--capture")
              + " must not be given: this job has no channels and captures nothing");
    }
    if (arguments.features().isPresent()) {
      throw new IllegalArgumentException("--features must not be given: this job has no flags");
    }
  }
}
