package lumen.cluster;

import java.util.Optional;

/**
 * A process, told apart from a later one that was given the same number.
 *
 * @param pid the operating system's number
 * @param startMillis when it was started, since the epoch; 0 if the operating system does not tell
 */
public record ProcessId(long pid, long startMillis) {
  /** The operating system derives the start from a clock that may be set. */
  private static final long TOLERANCE_MILLIS = 5_000;

  /** The process with its start. */
  public static ProcessId of(ProcessHandle handle) {
    return new ProcessId(handle.pid(), start(handle));
  }

  /** The process, if it still lives. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> Math.abs(start(handle) - startMillis) <= TOLERANCE_MILLIS);
  }

  private static long start(ProcessHandle handle) {
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
