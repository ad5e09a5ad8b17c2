package lumen.ctl.archive;

import lumen.fusion.Main;
import lumen.runtime.job.JobArguments;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of {@code lumen-jobs.jar}, run to its end. Its own {@link Main} hands it over and
 * returns, at which a process that has the whole cluster in it would end.
 */
public final class RehearsedJob {
  private RehearsedJob() {}

  /**
   * Runs it.
   *
   * @param args as those of {@link Main}
   */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    Main.build(env, arguments);
    env.execute(arguments.nameOr(Main.NAME));
  }
}
