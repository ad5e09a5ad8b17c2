package lumen.ctl.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lumen.terminal.ClassArchive;
import lumen.terminal.LumenHome;

/** lumenctl in a process of its own, as its script starts it. */
public final class ForkedLumenctl implements AutoCloseable {
  private final Process process;
  private final Path err;

  private ForkedLumenctl(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /**
   * Starts it. What it runs, it runs once, so it has no second compiler unless the switches ask.
   *
   * @param flags further switches of the JVM
   * @param arguments command and options
   * @param err file that takes what it reports; what it prints as its result goes into one beside
   *     it
   */
  public static ForkedLumenctl start(List<String> flags, List<String> arguments, Path err)
      throws IOException {
    return start(List.of(), flags, arguments, err);
  }

  /**
   * Starts it by another program, which becomes it.
   *
   * @param starter the program and its arguments, to which the command is appended
   */
  public static ForkedLumenctl start(
      List<String> starter, List<String> flags, List<String> arguments, Path err)
      throws IOException {
    Path ctl = LumenHome.locate().root().resolve("jobs/ctl");
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add(
        "@" + ctl.resolveSibling("cluster/src/main/resources/lumen/cluster/flink-jvm.options"));
    command.add("-Xmx768m");
    command.add("-XX:TieredStopAtLevel=1");
    Path library = ctl.resolve("target/lumenctl/lib");
    command.addAll(ClassArchive.beside(library).options());
    command.addAll(flags);
    command.addAll(List.of("-cp", library + "/*", "lumen.ctl.Lumenctl"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(outOf(err).toFile())
            .redirectError(err.toFile())
            .start();
    return new ForkedLumenctl(process, err);
  }

  /** Asks it to end, as Ctrl-C does. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Sends what Ctrl-C sends, or, where a script's background job has it ignored, what a service
   * manager sends.
   */
  public void interrupt() throws IOException, InterruptedException {
    String signal = ignoresInterrupts() ? "-TERM" : "-INT";
    List<String> command = List.of("kill", signal, Long.toString(process.pid()));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("no such process: " + command);
    }
  }

  private boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
      }
    }
    return false;
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return !process.isAlive();
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** What it has reported so far. */
  public String err() throws IOException {
    return Files.readString(err);
  }

  /** What it has printed so far as its result. */
  public String out() throws IOException {
    return Files.readString(outOf(err));
  }

  private static Path outOf(Path err) {
    return err.resolveSibling(err.getFileName() + ".out");
  }

  /** Kills it, and waits until it is dead: it holds its locks until then. */
  @Override
  public void close() throws IOException {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a process dies");
    }
  }
}
