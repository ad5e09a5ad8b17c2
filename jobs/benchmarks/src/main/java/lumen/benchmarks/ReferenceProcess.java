package lumen.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.terminal.CommandFailure;

/** Runs {@link SingleThreadReference} in a JVM of its own, as a user would start it. */
final class ReferenceProcess {
  private static final String HEAP = "-Xmx1g";

  private ReferenceProcess() {}

  /** Runs it to its end; its figures are the last line it prints. */
  static SingleThreadReference.Result run(Path recording, Path frames, Optional<Path> config)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                SingleThreadReference.class.getName(),
                recording.toString(),
                frames.toString()));
    config.ifPresent(folder -> command.add(folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = exitCode(process);
    if (exit != 0) {
      throw CommandFailure.failed("the single-thread reference failed: exit code " + exit);
    }
    return figures(said.strip());
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw CommandFailure.failed("interrupted");
    }
  }

  private static SingleThreadReference.Result figures(String line) {
    String[] words = line.substring(line.lastIndexOf('\n') + 1).split(" ", -1);
    return new SingleThreadReference.Result(
        Long.parseLong(words[1]), Long.parseLong(words[3]), Double.parseDouble(words[5]));
  }
}
