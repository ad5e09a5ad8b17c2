package lumen.ctl.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.JobSubmission;
import lumen.ctl.output.FolderLock;
import lumen.terminal.Amount;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;
import lumen.terminal.ProgressBar;
import lumen.terminal.files.DiskRoom;

/** Runs the job on the session cluster. */
public final class ClusterRun {
  private static final double MILLIS = 1e3;
  private static final int JARS = 2;

  private ClusterRun() {}

  /**
   * Runs to the end of input on the running cluster. If this process is interrupted meanwhile, the
   * job is stopped.
   *
   * @param lock of the folder of the outputs, which names the job while it lives
   * @return seconds that the job took
   */
  public static double run(SessionCluster cluster, JobRequest request, FolderLock lock) {
    MissingRoom room = new MissingRoom(request);
    try (StopOnInterrupt watch = StopOnInterrupt.of(cluster, request.out());
        ProgressBar bar = new ProgressBar("replay")) {
      String id = watch.submitted(submit(cluster, request, lock));
      JobStatus status = cluster.awaitFinished(id, job -> show(bar, job));
      lock.ended();
      return status.durationMillis() / MILLIS;
    } catch (CommandFailure e) {
      throw explained(e, room, cluster);
    }
  }

  /** Adds to a failure of a job what its disks lack, if they do. */
  public static CommandFailure explained(
      CommandFailure failure, MissingRoom room, SessionCluster cluster) {
    return DiskRoom.explained(
        failure, List.of(room.results(), MissingRoom.cluster(cluster.directory().root())));
  }

  /**
   * Submits the job.
   *
   * @param lock of the folder of the outputs, which names the job from now on
   * @return its id
   */
  public static String submit(SessionCluster cluster, JobRequest request, FolderLock lock) {
    Path jar = LumenHome.locate().jobsJar();
    if (!Files.isRegularFile(jar)) {
      throw CommandFailure.failed("the job's jar must be built: " + jar + " is missing");
    }
    try {
      return cluster.submit(submission(jar, request), id -> lock.job(cluster, id));
    } catch (CommandFailure e) {
      throw withRoomForTheJob(e, jar, cluster.directory().root());
    }
  }

  /** The cluster keeps the job's jar twice, and says of a full disk that its upload failed. */
  private static CommandFailure withRoomForTheJob(CommandFailure failure, Path jar, Path cluster) {
    long missing = JARS * jar.toFile().length() - DiskRoom.free(cluster);
    return missing > 0 ? DiskRoom.full(cluster, missing, failure) : failure;
  }

  private static JobSubmission submission(Path jar, JobRequest request) {
    return new JobSubmission(
        jar,
        request.kind().mainClass(),
        request.arguments(),
        request.parallelism(),
        Optional.empty());
  }

  private static void show(ProgressBar bar, JobDetail job) {
    bar.update(
        Double.NaN,
        job.status().words()
            + ", "
            + Amount.duration(job.status().durationMillis())
            + ", "
            + Amount.count(job.sourceRecords())
            + " blocks");
  }
}
