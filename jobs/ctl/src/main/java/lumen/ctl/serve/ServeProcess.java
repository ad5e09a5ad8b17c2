package lumen.ctl.serve;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.cluster.DetachedProcess;
import lumen.cluster.Preconditions;
import lumen.cluster.ProcessEnd;
import lumen.cluster.ProcessId;
import lumen.cluster.SessionCluster;
import lumen.serve.ServePlan;
import lumen.terminal.ClassArchive;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;

/**
 * {@code lumenctl serve} as a process that outlives the command that started it, one for a session
 * cluster; it ends with the cluster.
 */
public final class ServeProcess {
  private static final long READY_SECONDS = 60;
  private static final long POLL_MILLIS = 100;

  private final SessionCluster cluster;

  /** That of a cluster. */
  public ServeProcess(SessionCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * What runs.
   *
   * @param process its process
   * @param port where it answers on loopback
   */
  record State(ProcessId process, int port) {}

  /**
   * The page of a process that was just started.
   *
   * @param process its process
   * @param port where it will answer
   * @param log what it prints
   */
  public record Page(Process process, int port, Path log) {
    /** Waits until it answers: where it is; empty if it did not start, of which its log tells. */
    public Optional<String> await() {
      return listens(process, port)
          ? Optional.of("http://127.0.0.1:" + port + "/")
          : Optional.empty();
    }
  }

  /**
   * Starts it on the first free port from 9320 on, instead of the one that serves another run.
   *
   * @param run folder of the results whose evidence it serves
   * @param config folder of the settings, if there is one
   */
  public Page launch(Path run, Optional<Path> config) throws IOException {
    stop();
    int port = Preconditions.freePortFrom(ServePlan.PORT);
    List<String> command =
        new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    String classPath = System.getProperty("java.class.path");
    Path first = Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath();
    command.addAll(ClassArchive.beside(first.getParent()).options());
    Path root = cluster.directory().root();
    command.add("-Dlumen.cluster.dir=" + root);
    command.add("-Dlumen.home=" + LumenHome.locate().root());
    command.addAll(List.of("-cp", classPath, "lumen.ctl.Lumenctl"));
    command.addAll(List.of("serve", "--port", Integer.toString(port), "--run", run.toString()));
    config.ifPresent(folder -> command.addAll(List.of("--config", folder.toString())));
    Files.createDirectories(root);
    Process process = DetachedProcess.java(command, root.toFile(), log().toFile());
    Json.write(stateFile(), new State(ProcessId.of(process.toHandle()), port));
    return new Page(process, port, log());
  }

  private static boolean listens(Process process, int port) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (System.nanoTime() < deadline) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        if (ended(process)) {
          return false;
        }
      }
    }
    return false;
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private Path log() {
    return cluster.directory().root().resolve("serve.log");
  }

  private Path stateFile() {
    return cluster.directory().root().resolve("serve.json");
  }

  /** Ends it, if it runs. */
  public void stop() throws IOException {
    Path file = stateFile();
    if (Files.exists(file)) {
      Json.read(file, State.class).process().alive().ifPresent(ProcessEnd::end);
      Files.deleteIfExists(file);
    }
  }
}
