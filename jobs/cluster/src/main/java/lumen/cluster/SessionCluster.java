package lumen.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import lumen.cluster.job.FailureWatch;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.JobSubmission;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;

/**
 * The session cluster of this machine: a JobManager and TaskManagers on loopback, kept alive by a
 * {@link Supervisor}, in a folder of their own. Failures are {@link CommandFailure}s with one line
 * for the user.
 */
public final class SessionCluster {
  private static final int CAUSE_POLLS = 15;
  private static final long POLL_MILLIS = 200;
  private static final long SILENCE_MILLIS = 60_000;
  private static final long FAILURES_MILLIS = 1_000;
  private static final long CANCEL_MILLIS = 5_000;

  private final LumenHome home;
  private final ClusterDirectory directory;

  private SessionCluster(LumenHome home, ClusterDirectory directory) {
    this.home = home;
    this.directory = directory;
  }

  /**
   * The cluster in the folder that the system property {@code lumen.cluster.dir} or the variable
   * {@code LUMEN_CLUSTER_DIR} names, or in {@code target/cluster} of the checkout.
   */
  public static SessionCluster locate() {
    LumenHome home = LumenHome.locate();
    Path folder =
        Optional.ofNullable(System.getProperty("lumen.cluster.dir"))
            .or(() -> Optional.ofNullable(System.getenv("LUMEN_CLUSTER_DIR")))
            .map(Path::of)
            .orElseGet(home::defaultClusterDirectory);
    return in(home, folder);
  }

  /** The cluster in a folder; clusters in different folders do not disturb each other. */
  public static SessionCluster in(LumenHome home, Path folder) {
    return new SessionCluster(home, new ClusterDirectory(folder));
  }

  /** Where it keeps its files. */
  public ClusterDirectory directory() {
    return directory;
  }

  /**
   * Starts it with the standard settings unless it runs, and returns when its slots are there.
   *
   * @param metrics where it serves them if it is started
   */
  public void ensureRunning(MetricsPorts metrics) {
    start(ClusterSettings.standard(metrics));
  }

  /**
   * Starts it unless it runs, and returns when REST answers and the slots are registered.
   *
   * @return false if it ran already, whatever its settings
   */
  public boolean start(ClusterSettings settings) {
    return new ClusterStart(home, directory).start(settings);
  }

  /**
   * Ends its processes.
   *
   * @return false if none ran
   */
  public boolean stop() {
    return new ClusterStop(directory).stop();
  }

  /** What the supervisor last wrote, if a cluster was started here and not stopped. */
  Optional<ClusterState> state() {
    return ClusterStart.readState(directory);
  }

  /** The running cluster's REST API and web page. */
  public URI restUrl() {
    return running().restUrl();
  }

  /** A client of {@link #restUrl}. */
  public RestClient rest() {
    return new RestClient(restUrl());
  }

  /** Slots it was started with. */
  public int slots() {
    return running().slots();
  }

  /** TaskManagers it was started with; 1 where none runs, as it would be started. */
  public int taskManagers() {
    return state().map(state -> state.taskManagers().size()).filter(many -> many > 0).orElse(1);
  }

  /** Process id of the first TaskManager, of the process started last. */
  public long taskManagerPid() {
    return taskManagerPid(1);
  }

  /**
   * Process id of a TaskManager, of the process started last.
   *
   * @param number from 1
   * @throws CommandFailure if there are not so many
   */
  public long taskManagerPid(int number) {
    return pid(new ProcessName(Role.TASKMANAGER, number));
  }

  /** Process id of the JobManager started last. */
  public long jobManagerPid() {
    return pid(ProcessName.JOB_MANAGER);
  }

  /** Kills the first TaskManager as {@code kill -9} does; the supervisor starts another. */
  public void killTaskManager() {
    killTaskManager(1);
  }

  /** Kills a TaskManager likewise. */
  public void killTaskManager(int number) {
    process(new ProcessName(Role.TASKMANAGER, number))
        .alive()
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /**
   * Starts a job. It goes on without this process, and over the loss of the JobManager.
   *
   * @return its id
   */
  public String submit(JobSubmission job) {
    return submit(job, id -> {});
  }

  /**
   * Starts a job as above.
   *
   * @param named told the id before the job is started
   */
  public String submit(JobSubmission job, Consumer<String> named) {
    RestClient rest = rest();
    String id = UUID.randomUUID().toString().replace("-", "");
    named.accept(id);
    try {
      SubmittedJob.store(directory, id, job);
      try {
        rest.run(id, ResidentJobs.handed(directory, job), false);
      } catch (CommandFailure | RestFailure e) {
        SubmittedJob.forget(directory, id);
        throw e;
      }
      return id;
    } catch (RestFailure e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the job could not be started: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's folder must be writable: " + directory.jobs(), e);
    }
  }

  /**
   * Waits until a job has finished, also over the loss of cluster processes. One that starts over
   * and over for the same reason is ended, since nobody else would.
   *
   * @param progress called about five times a second with the job as it is
   * @throws CommandFailure if the job fails, is cancelled, or is not heard of for a minute
   */
  public JobStatus awaitFinished(String jobId, Consumer<JobDetail> progress) {
    RestClient rest = rest();
    return awaitFinished(rest, jobId, () -> find(rest, jobId), JobDetail::status, progress);
  }

  /**
   * Does the same without asking for the job's tasks: each such question has the JobManager fetch
   * all metrics of the TaskManager, which a live job is to be spared.
   */
  public JobStatus awaitEnd(String jobId, Consumer<JobStatus> progress) {
    RestClient rest = rest();
    return awaitFinished(rest, jobId, () -> findStatus(rest, jobId), Function.identity(), progress);
  }

  private <T> JobStatus awaitFinished(
      RestClient rest,
      String jobId,
      Supplier<Optional<T>> look,
      Function<T, JobStatus> statusOf,
      Consumer<T> progress) {
    long heard = System.nanoTime();
    long asked = heard;
    while (true) {
      Optional<T> job = look.get();
      if (job.isPresent()) {
        heard = System.nanoTime();
        progress.accept(job.get());
        JobStatus status = statusOf.apply(job.get());
        if (status.ended()) {
          forget(jobId);
          return finished(rest, status);
        }
        if (TimeUnit.NANOSECONDS.toMillis(heard - asked) > FAILURES_MILLIS) {
          asked = heard;
          endIfHopeless(rest, jobId);
        }
      } else if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heard) > SILENCE_MILLIS) {
        throw CommandFailure.unreachable(
            "the job was not heard of for 60 s: %s; lumenctl cluster status tells more"
                .formatted(jobId));
      }
      pause(POLL_MILLIS);
    }
  }

  /**
   * Waits until all tasks of a job run or it has ended; one that does not come that far, for the
   * same reason over and over, is ended.
   */
  public JobStatus awaitStarted(String jobId) {
    RestClient rest = rest();
    long asked = System.nanoTime();
    while (true) {
      Optional<JobStatus> started = rest.started(jobId);
      if (started.isPresent()) {
        return started.get();
      }
      if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked) > FAILURES_MILLIS) {
        asked = System.nanoTime();
        endIfHopeless(rest, jobId);
      }
      pause(POLL_MILLIS);
    }
  }

  private void endIfHopeless(RestClient rest, String jobId) {
    Optional<String> cause = hopeless(rest, jobId);
    if (cause.isEmpty()) {
      return;
    }
    rest.cancel(jobId);
    forget(jobId);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CANCEL_MILLIS);
    while (System.nanoTime() < until
        && find(rest, jobId).filter(job -> !job.status().ended()).isPresent()) {
      pause(POLL_MILLIS);
    }
    throw CommandFailure.failed(
        "the job failed %d times within %d min for the same reason, and was ended: %s"
            .formatted(FailureWatch.TIMES, FailureWatch.WITHIN_MINUTES, cause.get()));
  }

  private static Optional<String> hopeless(RestClient rest, String jobId) {
    try {
      return FailureWatch.repeated(rest.failures(jobId));
    } catch (CommandFailure | RestFailure e) {
      return Optional.empty();
    }
  }

  /** Says that a job was seen to have ended, so that no loss of the JobManager brings it back. */
  public void forget(String jobId) {
    try {
      SubmittedJob.forget(directory, jobId);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the cluster's folder must be writable: " + directory.jobs(), e);
    }
  }

  private static Optional<JobDetail> find(RestClient rest, String jobId) {
    try {
      return rest.job(jobId);
    } catch (CommandFailure | RestFailure e) {
      return Optional.empty();
    }
  }

  private static Optional<JobStatus> findStatus(RestClient rest, String jobId) {
    try {
      return rest.jobs().stream().filter(job -> job.id().equals(jobId)).findFirst();
    } catch (CommandFailure | RestFailure e) {
      return Optional.empty();
    }
  }

  private static JobStatus finished(RestClient rest, JobStatus status) {
    if (status.state().equals("FINISHED")) {
      return status;
    }
    throw CommandFailure.failed(
        status.state().equals("CANCELED")
            ? "the job was cancelled: " + status.name()
            : "the job failed: " + causeOf(rest, status.id()));
  }

  /** REST answers what went wrong from a cache, which may be older than the state. */
  private static String causeOf(RestClient rest, String jobId) {
    Optional<String> cause = rest.newestFailure(jobId);
    for (int i = 0; i < CAUSE_POLLS && cause.isEmpty(); i++) {
      pause(POLL_MILLIS);
      cause = rest.newestFailure(jobId);
    }
    return cause.orElse("no cause is known");
  }

  private ClusterState running() {
    return state()
        .filter(state -> state.supervisor().alive().isPresent())
        .orElseThrow(
            () ->
                CommandFailure.unreachable(
                    "no session cluster runs in %s: start it with `lumenctl cluster start`"
                        .formatted(directory.root())));
  }

  private long pid(ProcessName name) {
    return process(name).pid();
  }

  private ProcessId process(ProcessName name) {
    ClusterState state = running();
    return state
        .of(name)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "the cluster must have a %s: it was started with %d TaskManagers"
                        .formatted(name.title(), state.taskManagers().size())))
        .process();
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }
}
