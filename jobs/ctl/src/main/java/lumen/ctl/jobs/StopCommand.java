package lumen.ctl.jobs;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SavepointMaker;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code lumenctl stop}: ends a job with a savepoint, without drain, so that it can go on from
 * there.
 */
@Command(
    name = "stop",
    description = {
      "Stops a job with a savepoint; `submit --from SAVEPOINT` goes on from there.",
      "Nothing is drained: stop and resume give the same bytes as an undisturbed run."
    })
public final class StopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id, start of an id, or name; needed only if several jobs run.")
  private Optional<String> job = Optional.empty();

  @Option(names = "--json", description = "Print {\"id\", \"state\", \"savepoint\"}.")
  private boolean json;

  @Override
  public Integer call() {
    SessionCluster cluster = SessionCluster.locate();
    RestClient rest = cluster.rest();
    JobStatus chosen = JobChoice.among(rest.jobs(), job);
    if (chosen.ended()) {
      report(chosen, "");
      return ExitCode.OK;
    }
    String savepoint = stop(cluster, rest, chosen);
    report(savepoint.isEmpty() ? rest.awaitEnded(chosen.id()) : chosen, savepoint);
    return ExitCode.OK;
  }

  /** The savepoint's URI, or an empty text if the job finished before it could be taken. */
  private static String stop(SessionCluster cluster, RestClient rest, JobStatus chosen) {
    try {
      return new SavepointMaker(cluster).stop(chosen);
    } catch (CommandFailure | RestFailure e) {
      boolean finished =
          rest.job(chosen.id()).filter(now -> now.status().state().equals("FINISHED")).isPresent();
      if (finished) {
        return "";
      }
      throw e;
    }
  }

  private void report(JobStatus chosen, String savepoint) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Json.mapper()
                  .createObjectNode()
                  .put("id", chosen.id())
                  .put("state", savepoint.isEmpty() ? chosen.words() : "stopped")
                  .put("savepoint", savepoint)));
    } else if (savepoint.isEmpty()) {
      out.printf("job %s had already ended: %s%n", chosen.id(), chosen.words());
    } else {
      out.printf("job %s stopped  savepoint %s%n", chosen.id(), savepoint);
    }
  }
}
