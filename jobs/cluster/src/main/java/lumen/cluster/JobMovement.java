package lumen.cluster;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.cluster.job.JobDetail;
import lumen.cluster.job.JobStatus;
import lumen.cluster.job.RestClient;

/**
 * Whether a job that is asked to end gets on: its tasks run or have come to their end, and records
 * or acknowledgements of a checkpoint move.
 */
final class JobMovement {
  private static final long LOOK_MILLIS = 400;
  private static final long STILL_MILLIS = 3_500;
  private static final long UNWELL_MILLIS = 1_000;

  private final RestClient rest;
  private final String jobId;
  private String last = "";
  private long movedNanos = System.nanoTime();
  private long lookedNanos = movedNanos - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
  private long unwellMillis;

  /** Begins to watch. */
  public JobMovement(RestClient rest, String jobId) {
    this.rest = rest;
    this.jobId = jobId;
  }

  /** Whether it gets on; asked as often as one likes. */
  public boolean goesOn() {
    long now = System.nanoTime();
    long since = TimeUnit.NANOSECONDS.toMillis(now - lookedNanos);
    if (since >= LOOK_MILLIS) {
      lookedNanos = now;
      look(now, since);
    }
    return unwellMillis < UNWELL_MILLIS
        && TimeUnit.NANOSECONDS.toMillis(now - movedNanos) < STILL_MILLIS;
  }

  private void look(long now, long sinceMillis) {
    Optional<JobDetail> job = rest.job(jobId);
    if (job.isEmpty() || !well(job.get().status())) {
      unwellMillis += sinceMillis;
      return;
    }
    String moving = job.get().vertices() + " " + rest.acknowledged(jobId);
    if (!moving.equals(last)) {
      last = moving;
      movedNanos = now;
    }
  }

  private static boolean well(JobStatus status) {
    return status.ended() || status.healthy();
  }
}
