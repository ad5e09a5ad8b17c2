package lumen.ctl.selfcheck;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import lumen.cluster.ClusterDirectory;
import lumen.cluster.JobOrigin;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.CheckpointFolder;
import lumen.cluster.job.JobSubmission;
import lumen.cluster.job.SavepointNote;
import lumen.ctl.selfcheck.NightCheck.Outcome;
import lumen.ctl.state.StateCommand;
import lumen.ctl.trial.JarCheck;
import lumen.terminal.CommandFailure;

/**
 * Whether a job could go on from what it has left. The newest savepoint is restored by the jar of
 * the build with what the job that lives was started with, as {@code upgrade --check} does it: in a
 * process of its own, with gated sources and silent sinks. Where it is not known how the job was
 * started, there is no jar, or nobody has taken a savepoint, what lies there is read and nothing
 * started: the check says so.
 *
 * @param cluster whose savepoints
 * @param jar that of the build
 * @param config folder for what is only read
 */
record NightRestore(SessionCluster cluster, Path jar, Optional<Path> config) {
  private static final String NAME = "restore";
  private static final double MILLIS = 1e3;
  private static final String JOB_NAME = "--name";

  /** Asks it. */
  NightCheck asked() {
    ClusterDirectory folder = cluster.directory();
    try {
      Path none = folder.savepoints().resolve("none");
      Optional<String> savepoint = CheckpointFolder.newestOfAll(none, folder.savepoints());
      if (savepoint.isPresent()) {
        return ofSavepoint(savepoint.get());
      }
      NightCheck first = ofCheckpoint(folder);
      // A running job may have taken it away meanwhile: then once more.
      return first.outcome() == Outcome.OK ? first : ofCheckpoint(folder);
    } catch (IOException e) {
      return new NightCheck(NAME, Outcome.WRONG, "must be readable: " + folder.root());
    } catch (CommandFailure e) {
      return new NightCheck(NAME, Outcome.WRONG, e.getMessage());
    }
  }

  private NightCheck ofSavepoint(String savepoint) {
    if (!Files.isRegularFile(jar)) {
      return read(savepoint, "there is no jar of the jobs");
    }
    Optional<JobSubmission> origin = origin(Path.of(URI.create(savepoint)));
    if (origin.isEmpty()) {
      return read(savepoint, "it is of no job that lives and was started by lumenctl");
    }
    JarCheck check = JarCheck.of(origin.get().ofJar(jar).startedFrom(savepoint));
    String said =
        check.passed()
            ? String.format(
                Locale.ROOT,
                "%s goes on with %s, found out in %.1f s",
                last(savepoint),
                jar.getFileName(),
                check.trial().millis() / MILLIS)
            : "%s cannot go on: %s".formatted(last(savepoint), check.why());
    return new NightCheck(NAME, check.passed() ? Outcome.OK : Outcome.WRONG, said);
  }

  /** By the id of the job that left it, else by the name that the job after it has too. */
  private Optional<JobSubmission> origin(Path savepoint) {
    Optional<SavepointNote> note = SavepointNote.of(savepoint);
    if (note.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, JobSubmission> all = JobOrigin.all(cluster);
    return Optional.ofNullable(all.get(note.get().id()))
        .or(
            () ->
                all.values().stream().filter(job -> isCalled(job, note.get().name())).findFirst());
  }

  private static boolean isCalled(JobSubmission job, String name) {
    int at = job.arguments().indexOf(JOB_NAME);
    return at >= 0 && at + 1 < job.arguments().size() && job.arguments().get(at + 1).equals(name);
  }

  private NightCheck ofCheckpoint(ClusterDirectory folder) throws IOException {
    Optional<String> newest =
        CheckpointFolder.newestOfAll(folder.checkpoints(), folder.savepoints());
    return newest.isPresent()
        ? read(newest.get(), "it is a checkpoint")
        : new NightCheck(
            NAME, Outcome.WRONG, "no savepoint and no checkpoint lies in " + folder.root());
  }

  /** Reads all that it holds with the classes of this version. */
  private NightCheck read(String at, String why) {
    List<String> arguments = new ArrayList<>(List.of("show", at, "--json"));
    config.ifPresent(folder -> arguments.addAll(List.of("--config", folder.toString())));
    NightCheck check = NightCheck.of(NAME, new StateCommand(), arguments);
    return check.outcome() == Outcome.OK
        ? new NightCheck(
            NAME, Outcome.OK, "%s was read and not restored: %s".formatted(last(at), why))
        : check;
  }

  private static String last(String savepoint) {
    return String.valueOf(Path.of(URI.create(savepoint)).getFileName());
  }
}
