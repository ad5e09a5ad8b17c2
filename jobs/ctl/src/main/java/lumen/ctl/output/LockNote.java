package lumen.ctl.output;

/**
 * Who holds a folder, as it stands in the lock's file for whoever comes second.
 *
 * @param pid process that took it
 * @param command its command line
 * @param since when it took it, ISO-8601
 * @param job job of a session cluster that writes there, or an empty text
 * @param cluster folder of that cluster
 * @param rest address of its REST API
 */
record LockNote(long pid, String command, String since, String job, String cluster, String rest) {
  /** The same command after it has named its job. */
  LockNote of(String jobId, String clusterFolder, String restUrl) {
    return new LockNote(pid, command, since, jobId, clusterFolder, restUrl);
  }

  /** The same command after its job has ended. */
  LockNote withoutJob() {
    return of("", "", "");
  }

  boolean hasJob() {
    return job != null && !job.isEmpty();
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  String who() {
    return "`%s` (pid %d, since %s)".formatted(command, pid, since);
  }
}
