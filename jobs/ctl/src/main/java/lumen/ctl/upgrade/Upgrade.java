package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.cluster.SavepointMaker;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestFailure;
import lumen.ctl.trial.JarCheck;
import lumen.jobs.JobKind;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.Terminal;
import org.apache.flink.util.FileUtils;

/**
 * Puts one version of a job in the place of another: checks the jar beside the job that lives,
 * stops that with a savepoint, starts the new one from it, watches tasks, a checkpoint and the
 * gate, and goes back by itself where something fails. {@code upgrade.json} tells all of it.
 */
final class Upgrade {
  private static final double NANOS = 1e9;
  private static final double ROUND = 1e3;

  private final SessionCluster cluster;
  private final UpgradeRequest request;
  private final NewJob starter;
  private final Path folder;
  private final ObjectNode told;

  Upgrade(SessionCluster cluster, UpgradeRequest request, Path folder) {
    this.cluster = cluster;
    this.request = request;
    this.starter = new NewJob(cluster, request.command());
    this.folder = folder;
    this.told =
        Json.mapper()
            .createObjectNode()
            .put("ts", InstantSource.system().instant().toString())
            .put("name", request.job().name())
            .put("from_job", request.job().id());
    told.set("from", request.before().json());
    told.set("to", request.after().json());
  }

  /** What was done, as it stands in {@code upgrade.json}. */
  ObjectNode told() {
    return told;
  }

  /**
   * Carries it out.
   *
   * @throws CommandFailure if the new version is not in its place at the end; what runs then is
   *     told in the message
   */
  void carryOut() {
    told.put("decision", "failed");
    try {
      requireNoCommand();
      requireNoFreeze();
      check();
      if (request.checkOnly()) {
        told.put("decision", "checked").put("outage_s", 0);
        return;
      }
      change();
    } catch (CommandFailure e) {
      told.put("why", e.getMessage());
      throw e;
    } finally {
      ChangeFolder.write(folder, ChangeFolder.UPGRADE, told);
    }
  }

  private void requireNoCommand() {
    if (request.checkOnly()) {
      return;
    }
    try {
      NewJob.requireNoCommand(request.before().job());
    } catch (CommandFailure e) {
      told.put("decision", "refused").put("outage_s", 0);
      throw e;
    }
  }

  private void requireNoFreeze() {
    if (request.prometheus().isEmpty()) {
      return;
    }
    GateQuestion.Answer release = GateQuestion.ask(question("release", List.of()));
    told.set("release_gate", release.reading());
    if (release.open()) {
      return;
    }
    if (request.despiteFreeze().isEmpty()) {
      told.put("decision", "frozen").put("outage_s", 0);
      throw CommandFailure.failed(
          "the budgets must not be overspent: gate release is closed: %s; --despite-freeze WHY goes on, and is noted"
              .formatted(release.why()));
    }
    told.put("despite_freeze", request.despiteFreeze().get());
    Terminal.tell("goes on although gate release is closed: " + release.why());
  }

  private List<String> question(String gate, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of(gate));
    request
        .prometheus()
        .ifPresent(url -> arguments.addAll(List.of("--prometheus", url.toString())));
    arguments.addAll(List.of("--config", request.config().toString()));
    arguments.addAll(more);
    return arguments;
  }

  /** Tries the new jar on a savepoint of now, while the job goes on. */
  private void check() {
    Terminal.tell("tries the jar on a savepoint of now; the job goes on");
    String savepoint = new SavepointMaker(cluster).take(request.job());
    JarCheck check = JarCheck.of(request.after().from(savepoint));
    told.put("checked_on", savepoint);
    told.set("check", check.json());
    if (!check.passed()) {
      told.put("decision", "refused").put("outage_s", 0);
      throw CommandFailure.usage(
          "the jar must go on from a savepoint of now, and the job that lives was left alone: %s"
              .formatted(check.why()));
    }
    check
        .operators()
        .begun()
        .forEach(uid -> Terminal.tell("new, without state in the savepoint: " + uid));
  }

  private void change() {
    long stopping = System.nanoTime();
    String savepoint = new SavepointMaker(cluster).stop(request.job());
    told.put("savepoint", savepoint);
    told.put(ChangeFolder.SWITCHED, InstantSource.system().instant().toString());
    Optional<CommittedFrames> lines =
        request
            .kind()
            .flatMap(kind -> NewJob.out(request.before().job()).map(out -> committed(out, kind)));
    String id;
    try {
      id = starter.start(request.after().from(savepoint));
      told.put("to_job", id).put("outage_s", since(stopping));
    } catch (CommandFailure | RestFailure e) {
      throw backed(Optional.empty(), savepoint, lines, e.getMessage(), stopping);
    }
    try {
      starter.awaitCheckpoint(id);
      starter.observe(id, request.observeSeconds());
      lines.ifPresent(this::tellLines);
      request.gate().ifPresent(gate -> requireOpen(gate, lines));
      told.put("decision", "kept");
    } catch (CommandFailure | RestFailure e) {
      throw backed(running(id), savepoint, lines, e.getMessage(), System.nanoTime());
    }
  }

  private static double since(long begun) {
    return Math.rint((System.nanoTime() - begun) / NANOS * ROUND) / ROUND;
  }

  private static CommittedFrames committed(Path out, JobKind kind) {
    try {
      return CommittedFrames.after(out, kind);
    } catch (IOException e) {
      throw CommandFailure.failed("the outputs must be readable: " + e.getMessage());
    }
  }

  private void tellLines(CommittedFrames lines) {
    try {
      lines.range().ifPresent(range -> told.set("lines", range.json(lines.output())));
    } catch (IOException e) {
      throw CommandFailure.failed("the outputs must be readable: " + e.getMessage());
    }
  }

  private void requireOpen(String gate, Optional<CommittedFrames> lines) {
    GateQuestion.Answer answer;
    try {
      answer = asked(gate, lines.orElseThrow());
    } catch (IOException e) {
      throw CommandFailure.failed("the outputs must be readable: " + e.getMessage());
    }
    told.set("gate", answer.reading());
    if (!answer.open()) {
      throw CommandFailure.failed("gate %s is closed: %s".formatted(gate, answer.why()));
    }
  }

  /** Windows begin with the first line of the new version. */
  private GateQuestion.Answer asked(String gate, CommittedFrames lines) throws IOException {
    Instant since =
        lines
            .range()
            .map(CommittedFrames.Range::begin)
            .orElseThrow(
                () ->
                    CommandFailure.failed(
                        "gate %s is closed: no_data, the new version has committed none of its %s"
                            .formatted(gate, lines.output())));
    List<String> from = List.of("--since", since.toString());
    if (request.prometheus().isPresent()) {
      return GateQuestion.ask(question(gate, from));
    }
    Path scratch = Files.createTempDirectory("lumen-gate-");
    try {
      List<String> more = new ArrayList<>(from);
      more.addAll(List.of("--frames", lines.copyTo(scratch).toString()));
      return GateQuestion.ask(question(gate, more));
    } finally {
      FileUtils.deleteDirectory(scratch.toFile());
    }
  }

  private Optional<JobStatus> running(String id) {
    try {
      return cluster.rest().job(id).map(JobDetail::status).filter(job -> !job.ended());
    } catch (CommandFailure | RestFailure e) {
      return Optional.empty();
    }
  }

  private CommandFailure backed(
      Optional<JobStatus> running,
      String savepoint,
      Optional<CommittedFrames> lines,
      String why,
      long since) {
    Terminal.tell("goes back to the version before: " + why);
    String id =
        new Retreat(cluster, starter)
            .back(request.before(), running, savepoint, lines, why, folder);
    told.put("decision", "rolled_back").put("back_as", id).put("rollback_s", since(since));
    return CommandFailure.failed(
        "the new version must hold, and the one before runs again as %s: %s".formatted(id, why));
  }
}
