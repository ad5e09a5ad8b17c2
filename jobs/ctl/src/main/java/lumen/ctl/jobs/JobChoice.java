package lumen.ctl.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lumen.cluster.job.JobStatus;
import lumen.terminal.CommandFailure;

/** Finds the job that a user means. */
public final class JobChoice {
  private JobChoice() {}

  /**
   * The one that fits.
   *
   * @param jobs all jobs that the cluster knows, newest first
   * @param text an id, the start of an id, or a name; without it the only job that has not ended,
   *     else the newest
   * @throws CommandFailure if none or several fit
   */
  public static JobStatus among(List<JobStatus> jobs, Optional<String> text) {
    if (jobs.isEmpty()) {
      throw CommandFailure.failed("the cluster knows no job");
    }
    List<JobStatus> named =
        jobs.stream().filter(job -> text.isEmpty() || fits(job, text.get())).toList();
    if (named.isEmpty()) {
      throw CommandFailure.failed(
          "no job has the id or name %s: there are %s".formatted(text.orElse(""), list(jobs)));
    }
    List<JobStatus> living = named.stream().filter(job -> !job.ended()).toList();
    if (living.size() > 1) {
      throw CommandFailure.usage("several jobs fit, name one: " + list(living));
    }
    return living.isEmpty() ? named.get(0) : living.get(0);
  }

  private static boolean fits(JobStatus job, String text) {
    return job.id().startsWith(text) || job.name().equals(text);
  }

  private static String list(List<JobStatus> jobs) {
    return jobs.stream()
        .limit(5)
        .map(job -> job.id().substring(0, Math.min(8, job.id().length())) + " " + job.name())
        .collect(Collectors.joining(", "));
  }
}
