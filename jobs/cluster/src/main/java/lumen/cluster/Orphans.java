package lumen.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Processes of a cluster that nobody wrote down: their supervisor was killed in the moment between
 * their start and its note. They are known by the log that their command names.
 */
final class Orphans {
  private Orphans() {}

  /**
   * Those that live.
   *
   * @param known numbers of the processes that are written down
   */
  static List<ProcessHandle> of(ClusterDirectory directory, ProcessName process, Set<Long> known) {
    String mark = "-Dlog.file=" + directory.log(process);
    return ProcessHandle.allProcesses()
        .filter(one -> !known.contains(one.pid()))
        .filter(one -> words(one).contains(mark))
        .toList();
  }

  /** The whole command: what the JVM tells of another process is cut off. */
  private static List<String> words(ProcessHandle process) {
    Path command = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      if (Files.isReadable(command)) {
        String text = new String(Files.readAllBytes(command), StandardCharsets.UTF_8);
        return List.of(text.split("\0", -1));
      }
    } catch (IOException e) {
      return List.of();
    }
    Optional<String[]> arguments = process.info().arguments();
    return arguments.map(List::of).orElse(List.of());
  }
}
