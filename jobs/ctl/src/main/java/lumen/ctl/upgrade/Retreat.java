package lumen.ctl.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import lumen.cluster.SavepointMaker;
import lumen.cluster.SessionCluster;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.audit.AuditedAct;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.Terminal;

/**
 * The way back to a version that was there before.
 *
 * <ul>
 *   <li>Way {@code a}: the version that runs is stopped with a savepoint, and the one before goes
 *       on from that. Nothing is lost; readers skip the fields that they do not know.
 *   <li>Way {@code b}, only where that fails: the one before goes on from its own last savepoint.
 *       What was read since then comes again from a log or a topic, and is lost of a socket.
 * </ul>
 *
 * <p>Either way the lines that the other version has committed stay, and are told as {@code void}.
 */
final class Retreat {
  private static final double NANOS = 1e9;
  private static final double ROUND = 1e3;

  private final SessionCluster cluster;
  private final NewJob starter;

  Retreat(SessionCluster cluster, NewJob starter) {
    this.cluster = cluster;
    this.starter = starter;
  }

  /**
   * Goes back.
   *
   * @param before the version to go back to
   * @param running the job of the other version; empty where it has ended
   * @param savepoint the last of the version before
   * @param lines what the other version has committed; empty where that is not known
   * @param why why
   * @param folder where {@code rollback.json} is written
   * @return id of the job that runs then
   * @throws CommandFailure if neither way leads back, saying what is left to do
   */
  String back(
      Version before,
      Optional<JobStatus> running,
      String savepoint,
      Optional<CommittedFrames> lines,
      String why,
      Path folder) {
    AuditedAct act =
        AuditLog.in(cluster.directory().root())
            .begin("rollback")
            .about("why", why)
            .about("jar", before.job().jar().toString());
    return act.carryOut(
        () -> {
          long begun = System.nanoTime();
          ObjectNode told =
              Json.mapper()
                  .createObjectNode()
                  .put("ts", InstantSource.system().instant().toString())
                  .put("why", why);
          running.ifPresent(job -> told.put("from_job", job.id()));
          told.set("to", before.json());
          Optional<String> carried = running.flatMap(job -> stopped(job, told));
          if (carried.isEmpty()) {
            running.ifPresent(job -> starter.end(job.id()));
          }
          // Now, while neither version runs: lines of the one before would count as well later.
          Optional<CommittedFrames.Range> committed = lines.flatMap(Retreat::committed);
          Optional<String> id = carried.flatMap(state -> wayA(before, state, told));
          if (id.isEmpty()) {
            id = Optional.of(wayB(before, savepoint, told));
          }
          told.put("to_job", id.get())
              .put("outage_s", Math.rint((System.nanoTime() - begun) / NANOS * ROUND) / ROUND);
          lines.ifPresent(of -> tellVoid(of, committed, told));
          ChangeFolder.write(folder, ChangeFolder.ROLLBACK, told);
          act.about("way", told.path("way").asText())
              .about("job", id.get())
              .about("savepoint", told.path("savepoint").asText());
          return id.get();
        });
  }

  /** The last savepoint of the version that is taken back; empty where it makes none. */
  private Optional<String> stopped(JobStatus running, ObjectNode told) {
    try {
      return Optional.of(new SavepointMaker(cluster).stop(running));
    } catch (CommandFailure | RestFailure e) {
      return notCarried(e, told);
    }
  }

  private Optional<String> wayA(Version before, String savepoint, ObjectNode told) {
    told.put("way", "a").put("savepoint", savepoint);
    Optional<String> id = Optional.empty();
    try {
      id = Optional.of(starter.start(before.from(savepoint)));
      starter.awaitCheckpoint(id.get());
      return id;
    } catch (CommandFailure | RestFailure e) {
      id.ifPresent(starter::end);
      return notCarried(e, told);
    }
  }

  private static Optional<String> notCarried(RuntimeException why, ObjectNode told) {
    told.put("way_a_failed", why.getMessage());
    Terminal.tell("the state could not be carried back: " + why.getMessage());
    return Optional.empty();
  }

  private static Optional<CommittedFrames.Range> committed(CommittedFrames lines) {
    try {
      return lines.range();
    } catch (IOException e) {
      Terminal.tell("what the other version has committed cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private String wayB(Version before, String savepoint, ObjectNode told) {
    told.put("way", "b").put("savepoint", savepoint);
    boolean sockets = before.job().arguments().contains("--streams");
    told.put(
        "inputs_since",
        sockets
            ? "lost where they came by sockets and devices, read again where they came by topics"
            : "read again");
    try {
      String id = starter.start(before.from(savepoint));
      starter.awaitCheckpoint(id);
      return id;
    } catch (CommandFailure | RestFailure e) {
      throw CommandFailure.failed(
          "no way leads back, and no version runs: %s; when that is mended: lumenctl submit --jar %s --from %s and the options of before, %s"
              .formatted(
                  e.getMessage(),
                  before.job().jar(),
                  savepoint,
                  String.join(" ", before.job().arguments())));
    }
  }

  private static void tellVoid(
      CommittedFrames lines, Optional<CommittedFrames.Range> committed, ObjectNode told) {
    Optional<String> carried =
        told.path("way").asText().equals("a")
            ? Optional.of(told.path("savepoint").asText())
            : Optional.empty();
    try {
      lines
          .voidRange(committed, carried)
          .ifPresent(range -> told.set("void", range.json(lines.output())));
    } catch (IOException e) {
      Terminal.tell("what waits in the savepoint cannot be read: " + e.getMessage());
    }
  }
}
