package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import lumen.cluster.audit.AuditLog;
import lumen.cluster.audit.AuditedAct;
import lumen.cluster.backup.SavepointSums;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.SavepointNote;
import lumen.terminal.Terminal;

/**
 * Makes savepoints that tell whose they are and whose files have sums, each with a line of audit.
 */
public final class SavepointMaker {
  private final SessionCluster cluster;

  /** Those of a cluster. */
  public SavepointMaker(SessionCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Takes one of a job that goes on.
   *
   * @return its URI
   */
  public String take(JobStatus job) {
    AuditedAct act = act("take", job);
    return act.carryOut(
        () -> {
          String savepoint =
              cluster.rest().takeSavepoint(job.id(), cluster.directory().savepointsUri());
          act.about("savepoint", savepoint);
          return kept(savepoint, job);
        });
  }

  /**
   * Stops a job with one, without drain, and waits for its end.
   *
   * @return its URI
   */
  public String stop(JobStatus job) {
    AuditedAct act = act("stop", job);
    return act.carryOut(
        () -> {
          RestClient rest = cluster.rest();
          String savepoint =
              rest.stopWithSavepoint(job.id(), false, cluster.directory().savepointsUri());
          act.about("savepoint", savepoint);
          rest.awaitEnded(job.id());
          cluster.forget(job.id());
          return kept(savepoint, job);
        });
  }

  private AuditedAct act(String what, JobStatus job) {
    return AuditLog.in(cluster.directory().root())
        .begin(what)
        .about("job", job.id())
        .about("name", job.name());
  }

  /** A savepoint without note or sums is none the worse; it is only less known of it. */
  private static String kept(String savepoint, JobStatus job) {
    try {
      SavepointNote.write(savepoint, job);
      SavepointSums.write(Path.of(URI.create(savepoint)));
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
      Terminal.tell(
          "the savepoint does not tell whose it is, or has no sums: %s: %s"
              .formatted(savepoint, e.getMessage()));
    }
    return savepoint;
  }
}
