package lumen.cluster;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts a process so that it outlives this one, its terminal and a Ctrl-C in it. */
public final class DetachedProcess {
  /**
   * Ignored signals stay ignored over exec and in the JVM; setsid, where it exists, leaves the
   * terminal.
   */
  private static final String DETACH =
      "trap '' INT HUP; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

  private DetachedProcess() {}

  /**
   * Starts a JVM.
   *
   * @param arguments options of the JVM, the main class and its arguments
   * @param folder where it runs
   * @param out takes what it prints
   */
  public static Process java(List<String> arguments, File folder, File out) throws IOException {
    List<String> command = new ArrayList<>(List.of(FlinkProcesses.java()));
    command.addAll(arguments);
    return program(command, folder, out);
  }

  /**
   * Starts another program than Java.
   *
   * @param program its name or path, and its arguments
   * @param folder where it runs
   * @param out takes what it prints
   */
  public static Process program(List<String> program, File folder, File out) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "detached"));
    command.addAll(program);
    return new ProcessBuilder(command)
        .directory(folder)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(out)
        .start();
  }
}
