package lumen.ctl.backup;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SavepointMaker;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.jobs.JobChoice;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl savepoints take}: a savepoint of a job that goes on. */
@Command(
    name = "take",
    description = {
      "Takes a savepoint of a job, which goes on; SHA256SUMS is made of its files.",
      "Each take leaves a line in the cluster's audit.ndjson."
    })
final class SavepointsTakeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id, start of an id, or name; needed only if several jobs run.")
  private Optional<String> job = Optional.empty();

  @Option(names = "--json", description = "Print {\"id\", \"name\", \"savepoint\"}.")
  private boolean json;

  @Override
  public Integer call() {
    SessionCluster cluster = SessionCluster.locate();
    JobStatus chosen = JobChoice.among(cluster.rest().jobs(), job);
    if (chosen.ended()) {
      throw CommandFailure.failed(
          "a job must run to be saved: %s %s has ended: %s"
              .formatted(chosen.id(), chosen.name(), chosen.words()));
    }
    String savepoint = new SavepointMaker(cluster).take(chosen);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Json.mapper()
                  .createObjectNode()
                  .put("id", chosen.id())
                  .put("name", chosen.name())
                  .put("savepoint", savepoint)));
    } else {
      out.printf("job %s goes on  savepoint %s%n", chosen.id(), savepoint);
    }
    return ExitCode.OK;
  }
}
