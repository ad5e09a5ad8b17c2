package lumen.ctl.jobs;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SavepointArgument;
import lumen.cluster.SessionCluster;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.audit.AuditedAct;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.fusion.Endpoints;
import lumen.ctl.output.FolderLock;
import lumen.ctl.savepoint.SavepointFiles;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl submit}: starts a job on the session cluster and leaves it there. */
@Command(
    name = "submit",
    description = {
      "Starts a job on the session cluster and returns when its tasks run.",
      "Without FILE the fusion job reads the streams of sensors.yaml."
    })
public final class SubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FusionArguments fusion;

  @Parameters(paramLabel = "FILE", description = "Recordings to replay, side by side.")
  private List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description = "Start from a savepoint or checkpoint; `latest` = the newest of this cluster.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--or-anew",
      description =
          "With --from latest: begin anew where there is none yet, such as at a first boot.")
  private boolean orAnew;

  @Option(
      names = "--job-arg",
      paramLabel = "ARG",
      description = "Hand ARG on to the job as it is; may be repeated.")
  private List<String> jobArguments = new ArrayList<>();

  @Option(names = "--jar", description = "Run this jar instead of jobs/jobs/target/lumen-jobs.jar.")
  private Path jar;

  @Option(names = "--json", description = "Print {\"id\", \"state\", \"out\"}.")
  private boolean json;

  @Override
  public Integer call() {
    if (orAnew && from.filter(SavepointArgument.LATEST::equals).isEmpty()) {
      throw CommandFailure.usage("--or-anew must stand with --from latest");
    }
    SessionCluster cluster = SessionCluster.locate();
    JobStatus status =
        beginsAnew(cluster) ? started(cluster, submission(cluster)) : restored(cluster);
    report(cluster, status);
    return ExitCode.OK;
  }

  /** A start from a savepoint leaves a line of audit, also where it is refused. */
  private JobStatus restored(SessionCluster cluster) {
    AuditedAct act =
        AuditLog.in(cluster.directory().root())
            .begin("restore")
            .about("savepoint", from.orElseThrow());
    return act.carryOut(
        () -> {
          JobSubmission job = submission(cluster);
          act.about("jar", job.jar().toString());
          SavepointFiles.require(job.from().orElseThrow());
          JobStatus status = started(cluster, job);
          act.about("job", status.id()).about("name", status.name());
          return status;
        });
  }

  private JobStatus started(SessionCluster cluster, JobSubmission job) {
    JobStatus status;
    try (FolderLock lock = FolderLock.take(out(job), spec)) {
      String id = cluster.submit(job, named -> lock.job(cluster, named));
      status = cluster.awaitStarted(id);
    }
    if (status.state().equals("FAILED")) {
      throw CommandFailure.failed(
          "the job failed at its start: "
              + cluster.rest().newestFailure(status.id()).orElse("no cause is known"));
    }
    return status;
  }

  private JobSubmission submission(SessionCluster cluster) {
    int slots = cluster.slots();
    List<String> arguments = new ArrayList<>(fusion.toMain(inputs, slots));
    arguments.addAll(jobArguments);
    JobSubmission job =
        new JobSubmission(
            existingJar(),
            fusion.kind().mainClass(),
            arguments,
            fusion.parallelismOr(slots),
            beginning(cluster));
    if (jar == null) {
      Endpoints.require(fusion.kind(), job.arguments(), false);
    }
    return job;
  }

  private Optional<String> beginning(SessionCluster cluster) {
    return beginsAnew(cluster)
        ? Optional.empty()
        : from.map(text -> SavepointArgument.resolve(text, cluster.directory()));
  }

  private boolean beginsAnew(SessionCluster cluster) {
    return from.isEmpty() || (orAnew && !SavepointArgument.anyLiesIn(cluster.directory()));
  }

  /** The folder that the job writes into: the last word is that of --job-arg. */
  private static Path out(JobSubmission job) {
    List<String> arguments = job.arguments();
    return Path.of(arguments.get(arguments.lastIndexOf("--out") + 1));
  }

  private Path existingJar() {
    Path chosen = (jar == null ? LumenHome.locate().jobsJar() : jar).toAbsolutePath().normalize();
    if (!Files.isRegularFile(chosen)) {
      throw CommandFailure.failed("the jar must exist: " + chosen);
    }
    return chosen;
  }

  private void report(SessionCluster cluster, JobStatus status) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.text(
              Json.mapper()
                  .createObjectNode()
                  .put("id", status.id())
                  .put("state", status.words())
                  .put("out", fusion.out().toString())));
    } else {
      out.printf(
          "job %s  %s  outputs %s  page %s%n",
          status.id(), status.words(), fusion.out(), cluster.restUrl());
    }
  }
}
