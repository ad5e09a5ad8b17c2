package lumen.governance;

import java.util.List;
import lumen.connectors.replay.RecordingException;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.run.GovernanceRun;
import lumen.governance.settings.GovernanceSettings;
import lumen.governance.settings.RoiSettings;
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
    GovernanceRun run =
        new GovernanceRun(settings, arguments.parallelism(), arguments.resetWindows());
    Inlet inlet = GovernanceReplay.inlet(arguments, settings);
    GovernanceJob.build(env, run, GovernancePorts.files(List.of(inlet), arguments.out()));
  }

  /**
   * Looks at arguments and configuration.
   *
   * @return a line for each thing that is worth knowing
   * @throws lumen.settings.SettingsException if the config folder cannot be used
   * @throws IllegalArgumentException naming an argument that this job cannot have
   */
  public static List<String> check(JobArguments arguments) {
    require(arguments);
    RoiSettings roi = settings(arguments).roi();
    return roi.isByRecords() || roi.missCost() != null
        ? List.of()
        : List.of("roi.miss_cost is not set: no return is told, `not_set`");
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
    if (arguments.topic().isPresent()) {
      throw new IllegalArgumentException(
          "--topic must not be given: this job reads files so far, --input FILE");
    }
    if (arguments.features().isPresent()) {
      throw new IllegalArgumentException("--features must not be given: this job has no flags");
    }
  }
}
