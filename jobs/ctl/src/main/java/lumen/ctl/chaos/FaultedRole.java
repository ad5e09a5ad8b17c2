package lumen.ctl.chaos;

import java.util.Optional;
import lumen.cluster.SessionCluster;
import lumen.cluster.job.ClusterOverview;
import lumen.cluster.job.JobMetrics;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;

/** A process of the session cluster that a fault is for. */
enum FaultedRole {
  /** Runs the tasks. */
  TASKMANAGER("TaskManager"),
  /** Schedules the tasks. */
  JOBMANAGER("JobManager");

  private final String title;

  FaultedRole(String title) {
    this.title = title;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /**
   * Number of the process that was started last.
   *
   * @param which of several, from 1
   * @throws CommandFailure if there are not so many
   */
  long pid(SessionCluster cluster, int which) {
    if (this == TASKMANAGER) {
      return cluster.taskManagerPid(which);
    }
    if (which != 1) {
      throw CommandFailure.usage("--number is of a taskmanager: there is one jobmanager");
    }
    return cluster.jobManagerPid();
  }

  /**
   * Whether all slots are there and every job runs all its tasks.
   *
   * @param jobs so many jobs must run
   * @param sinceMillis and their tasks must have begun at this time of the epoch or later: for
   *     seconds a JobManager tells of tasks whose TaskManager is dead that they run; 0 = any time
   */
  static boolean isWell(SessionCluster cluster, int jobs, long sinceMillis) {
    try {
      RestClient rest = cluster.rest();
      JobMetrics metrics = new JobMetrics(cluster.restUrl());
      ClusterOverview overview = rest.overview();
      long healthy =
          rest.jobs().stream()
              .filter(job -> !job.ended())
              .filter(JobStatus::healthy)
              .filter(
                  job ->
                      sinceMillis == 0
                          || rest.job(job.id())
                              .filter(now -> metrics.runningSinceMillis(now) >= sinceMillis)
                              .isPresent())
              .count();
      return overview.slots() >= cluster.slots() && healthy >= jobs;
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  /** Jobs that run now. */
  static int running(SessionCluster cluster) {
    return (int) cluster.rest().jobs().stream().filter(job -> !job.ended()).count();
  }

  /** The process, if it lives. */
  Optional<ProcessHandle> process(SessionCluster cluster, int which) {
    return ProcessHandle.of(pid(cluster, which)).filter(ProcessHandle::isAlive);
  }
}
