package lumen.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * The process, if it still lives. One that has ended and that its parent has not asked after (the
   * first process of a container may never ask) is dead.
   */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> Math.abs(start(handle) - startMillis) <= TOLERANCE_MILLIS)
        .filter(handle -> !isZombie(pid));
  }

  /** In Linux' own table the state follows the name, which stands in parentheses. */
  private static boolean isZombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.isReadable(stat)) {
      return false;
    }
    try {
      String line = Files.readString(stat);
      return line.startsWith(" Z", line.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return true;
    }
  }

  private static long start(ProcessHandle handle) {
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
