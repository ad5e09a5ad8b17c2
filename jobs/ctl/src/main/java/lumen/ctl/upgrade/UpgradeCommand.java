package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import lumen.cluster.JobOrigin;
import lumen.cluster.SessionCluster;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.audit.AuditedAct;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.jobs.JobChoice;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.ConfigFolderOption;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lumenctl upgrade}: another jar in the place of that of a job that lives. */
@Command(
    name = "upgrade",
    description = {
      "Puts another jar in the place of that of a job that lives, and goes back by itself where"
          + " that fails.",
      "First the jar is tried on a savepoint of now, in a process of its own, with gated sources"
          + " and silent sinks: one that cannot restore costs no outage (exit 2). Then the job is"
          + " stopped with a savepoint and the new jar started from it; all tasks have to run, a"
          + " checkpoint has to complete, and the gate has to be open of what came since. Else the"
          + " version before goes on from the state of the new one, or from its own last savepoint"
          + " (exit 1).",
      "What was done is in upgrade.json, and in rollback.json, in the cluster's folder upgrades/."
    })
public final class UpgradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id, start of an id, or name; needed only if several jobs run.")
  private Optional<String> job = Optional.empty();

  @Option(names = "--jar", required = true, paramLabel = "FILE", description = "The new jar.")
  private Path jar;

  @Option(names = "--check", description = "Try the jar only; the job goes on as it is.")
  private boolean check;

  @Option(
      names = "--gate",
      paramLabel = "NAME",
      description = "A gate of gates.yaml that has to be open after --observe, such as canary.")
  private Optional<String> gate = Optional.empty();

  @Option(
      names = "--observe",
      paramLabel = "TIME",
      description =
          "How long the new version is watched, such as 45s or 10m [its first checkpoint].")
  private Optional<String> observe = Optional.empty();

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "Ask it: whether the gate release is open, and --gate [no freeze; the committed frames].")
  private Optional<URI> prometheus = Optional.empty();

  @Option(
      names = "--despite-freeze",
      paramLabel = "WHY",
      description = "Go on although the gate release is closed; the reason is noted.")
  private Optional<String> despiteFreeze = Optional.empty();

  @Mixin private ConfigFolderOption config;

  @Option(names = "--json", description = "Print upgrade.json.")
  private boolean json;

  @Override
  public Integer call() {
    SessionCluster cluster = SessionCluster.locate();
    UpgradeRequest request = request(cluster);
    Path folder =
        new ChangeFolder(cluster.directory().root())
            .begin(request.job().id(), InstantSource.system().instant());
    Upgrade upgrade = new Upgrade(cluster, request, folder);
    AuditedAct act =
        AuditLog.in(cluster.directory().root())
            .begin(check ? "upgrade --check" : "upgrade")
            .about("job", request.job().id())
            .about("name", request.job().name())
            .about("jar", jar.toString())
            .about("sha256", request.after().judged().sha256())
            .about("despite_freeze", despiteFreeze.orElse(""))
            .about("told", folder.toString());
    try {
      act.carryOut(
          () -> {
            upgrade.carryOut();
            return act.about("job_after", upgrade.told().path("to_job").asText());
          });
    } finally {
      if (json) {
        spec.commandLine().getOut().println(Json.text(upgrade.told()));
      }
    }
    if (!json) {
      print(upgrade.told(), folder);
    }
    return ExitCode.OK;
  }

  private UpgradeRequest request(SessionCluster cluster) {
    double seconds = observe.map(text -> Times.seconds("--observe", text)).orElse(0.0);
    if (!Files.isRegularFile(jar)) {
      throw CommandFailure.usage("--jar must be a file: " + jar);
    }
    if (gate.isPresent() && observe.isEmpty()) {
      throw CommandFailure.usage("--observe TIME must be given with --gate: what is it to judge?");
    }
    if (despiteFreeze.filter(String::isBlank).isPresent()) {
      throw CommandFailure.usage("--despite-freeze must say why");
    }
    JobStatus chosen = JobChoice.among(cluster.rest().jobs(), job);
    if (chosen.ended()) {
      throw CommandFailure.failed(
          "a job must run to be upgraded: %s %s has ended: %s"
              .formatted(chosen.id(), chosen.name(), chosen.words()));
    }
    JobSubmission before = origin(cluster, chosen);
    ChangeFolder kept = new ChangeFolder(cluster.directory().root());
    Version version = Version.of(before, kept.keep(before.jar()));
    Optional<JobKind> kind = version.kind();
    if (gate.isPresent() && (kind.isEmpty() || (kind.get() != JobKind.FUSION && !asks()))) {
      throw CommandFailure.usage(
          "--prometheus URL must be given with --gate: frames are told by the fusion job alone");
    }
    return new UpgradeRequest(
        chosen,
        kind,
        version,
        Version.of(before, kept.keep(jar)),
        check,
        gate,
        seconds,
        prometheus,
        config.folder(),
        despiteFreeze,
        "lumenctl upgrade --jar " + jar);
  }

  private boolean asks() {
    return prometheus.isPresent();
  }

  private static JobSubmission origin(SessionCluster cluster, JobStatus job) {
    return JobOrigin.of(cluster, job.id())
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "a job must have been started by lumenctl on this cluster: of %s neither jar nor arguments are known; `lumenctl stop` and `submit --jar --from` do it by hand"
                        .formatted(job.id())));
  }

  private void print(ObjectNode told, Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    if (check) {
      out.printf(
          "the jar goes on from a savepoint of now, found out in %.1f s  told in %s%n",
          told.path("check").path("seconds").asDouble(), folder);
    } else {
      out.printf(
          "job %s  outage %.1f s  savepoint %s  told in %s%n",
          told.path("to_job").asText(),
          told.path("outage_s").asDouble(),
          told.path("savepoint").asText(),
          folder);
    }
  }
}
