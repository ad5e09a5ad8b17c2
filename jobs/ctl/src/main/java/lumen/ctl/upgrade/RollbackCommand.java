package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.SavepointArgument;
import lumen.cluster.SavepointMaker;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobStatus;
import lumen.ctl.jobs.JobChoice;
import lumen.ctl.savepoint.SavepointFiles;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl rollback}: the version before an upgrade in the place of that behind it. */
@Command(
    name = "rollback",
    description = {
      "Goes back to the version that a job was upgraded from: with the state of the one that runs,"
          + " or, where that version cannot read it, from its own last savepoint.",
      "With --to it goes on from that savepoint; what runs is stopped with a savepoint all the"
          + " same.",
      "What was done is in rollback.json, in the cluster's folder upgrades/."
    })
public final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id, start of an id, or name; needed only if several jobs run.")
  private Optional<String> job = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "SAVEPOINT",
      description = "Go on from this savepoint instead of the state of now.")
  private Optional<String> to = Optional.empty();

  @Option(names = "--json", description = "Print rollback.json.")
  private boolean json;

  @Override
  public Integer call() {
    SessionCluster cluster = SessionCluster.locate();
    JobStatus chosen = JobChoice.among(cluster.rest().jobs(), job);
    ChangeFolder changes = new ChangeFolder(cluster.directory().root());
    JsonNode upgrade =
        changes
            .newest("to_job", chosen.id())
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "a job must have been upgraded to be rolled back: no upgrade led to %s %s; `lumenctl stop` and `submit --jar --from` do it by hand"
                            .formatted(chosen.id(), chosen.name())));
    Version before = Version.read(upgrade.path("from"));
    NewJob.requireNoCommand(before.job());
    Optional<String> state = to.map(text -> resolved(cluster, text));
    Path folder = changes.begin(chosen.id(), InstantSource.system().instant());
    NewJob starter = new NewJob(cluster, "lumenctl rollback");
    Optional<JobStatus> running = Optional.of(chosen).filter(one -> !one.ended());
    if (state.isPresent() && running.isPresent()) {
      new SavepointMaker(cluster).stop(chosen);
      running = Optional.empty();
    }
    String id =
        new Retreat(cluster, starter)
            .back(
                before,
                running,
                state.orElseGet(() -> resolved(cluster, upgrade.path("savepoint").asText())),
                committed(upgrade, before),
                "asked for by lumenctl rollback",
                folder);
    report(id, folder);
    return ExitCode.OK;
  }

  /** What the version that runs has committed since it took the place of the one before. */
  private static Optional<CommittedFrames> committed(JsonNode upgrade, Version before) {
    Optional<JobKind> kind = before.kind();
    Optional<Path> out = NewJob.out(before.job());
    String switched = upgrade.path(ChangeFolder.SWITCHED).asText();
    if (kind.isEmpty() || out.isEmpty() || switched.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CommittedFrames.since(out.get(), kind.get(), Instant.parse(switched)));
    } catch (IOException e) {
      throw CommandFailure.failed("the outputs must be readable: " + e.getMessage());
    }
  }

  private static String resolved(SessionCluster cluster, String text) {
    String savepoint = SavepointArgument.resolve(text, cluster.directory());
    SavepointFiles.require(savepoint);
    return savepoint;
  }

  private void report(String id, Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    Path told = folder.resolve(ChangeFolder.ROLLBACK);
    try {
      JsonNode of = Json.mapper().readTree(told.toFile());
      if (json) {
        out.println(Json.text(of));
      } else {
        out.printf(
            "job %s  way %s  outage %.1f s  savepoint %s  told in %s%n",
            id,
            of.path("way").asText(),
            of.path("outage_s").asDouble(),
            Path.of(URI.create(of.path("savepoint").asText())),
            folder);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("must be readable: %s: %s".formatted(told, e.getMessage()));
    }
  }
}
