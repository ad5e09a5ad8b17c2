package lumen.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Signals that Java has no words for. */
public final class ProcessSignal {
  private ProcessSignal() {}

  /** Has a process stand still, and returns when it does. */
  public static void stop(long pid) throws IOException, InterruptedException {
    send("STOP", pid);
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    while (Files.exists(stat) && !Files.readString(stat).contains(") T ")) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** Has it go on. */
  public static void goOn(long pid) throws IOException, InterruptedException {
    send("CONT", pid);
  }

  private static void send(String signal, long pid) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    if (exit != 0) {
      throw new IOException("must be taken: kill -%s %d".formatted(signal, pid));
    }
  }
}
