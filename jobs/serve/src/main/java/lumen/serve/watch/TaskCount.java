package lumen.serve.watch;

/**
 * The jobs of a cluster that have not ended.
 *
 * @param jobs how many there are
 * @param running tasks that run
 * @param total tasks that there are to be
 */
public record TaskCount(int jobs, int running, int total) {
  /** Whether there is a job, and all its tasks run. */
  public boolean allRun() {
    return jobs > 0 && running == total;
  }
}
