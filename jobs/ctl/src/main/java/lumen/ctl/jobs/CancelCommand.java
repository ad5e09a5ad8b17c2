package lumen.ctl.jobs;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SessionCluster;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.job.Checkpoint;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl cancel}: ends a job at once; its newest checkpoint stays. */
@Command(
    name = "cancel",
    description = {
      "Ends a job at once, without a savepoint.",
      "Its newest checkpoint stays: `submit --from latest` goes on from there."
    })
public final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id, start of an id, or name; needed only if several jobs run.")
  private Optional<String> job = Optional.empty();

  @Option(names = "--json", description = "Print {\"id\", \"state\", \"checkpoint\"}.")
  private boolean json;

  @Override
  public Integer call() {
    SessionCluster cluster = SessionCluster.locate();
    RestClient rest = cluster.rest();
    JobStatus chosen = JobChoice.among(rest.jobs(), job);
    boolean ended = chosen.ended();
    if (!ended) {
      chosen = cancelled(cluster, chosen);
    }
    String checkpoint = rest.checkpoints(chosen.id()).latest().map(Checkpoint::path).orElse("");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Json.mapper()
                  .createObjectNode()
                  .put("id", chosen.id())
                  .put("state", chosen.words())
                  .put("checkpoint", checkpoint)));
    } else if (ended) {
      out.printf("job %s had already ended: %s%n", chosen.id(), chosen.words());
    } else {
      out.printf(
          "job %s %s  newest checkpoint %s%n",
          chosen.id(), chosen.words(), checkpoint.isEmpty() ? "none" : checkpoint);
    }
    return ExitCode.OK;
  }

  private static JobStatus cancelled(SessionCluster cluster, JobStatus job) {
    return AuditLog.in(cluster.directory().root())
        .begin("cancel")
        .about("job", job.id())
        .about("name", job.name())
        .carryOut(
            () -> {
              RestClient rest = cluster.rest();
              rest.cancel(job.id());
              JobStatus ended = rest.awaitEnded(job.id());
              cluster.forget(job.id());
              return ended;
            });
  }
}
