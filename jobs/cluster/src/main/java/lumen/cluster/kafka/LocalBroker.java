package lumen.cluster.kafka;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import lumen.cluster.DetachedProcess;
import lumen.cluster.LastWords;
import lumen.cluster.Preconditions;
import lumen.cluster.ProcessEnd;
import lumen.cluster.ProcessId;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker of this machine: one process on loopback, with a class path of its own. Its
 * records outlive it.
 */
final class LocalBroker {
  private static final String STORAGE_TOOL = "kafka.tools.StorageTool";
  private static final String BROKER = "kafka.Kafka";
  private static final long NEEDED_BYTES = 512L << 20;

  /** Of its small heap most is for what lives for one request, so that it is seldom collected. */
  private static final List<String> HEAP =
      List.of("-Xms256m", "-Xmx256m", "-Xmn160m", "-XX:+UseG1GC");

  private static final long READY_SECONDS = 60;
  private static final long FORMAT_MILLIS = 30_000;
  private static final long POLL_MILLIS = 100;

  private final LumenHome home;
  private final BrokerFolder folder;

  LocalBroker(LumenHome home, BrokerFolder folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * Starts it unless it runs, and returns when it answers and its topics are there.
   *
   * @return false if it ran already, on whatever port
   */
  boolean start(int port) {
    folder.create();
    try (FileChannel file =
            FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      Optional<BrokerState> known = folder.state();
      if (known.flatMap(state -> state.process().alive()).isPresent()) {
        return false;
      }
      launch(port);
      return lock.isValid();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the broker's folder must be usable: " + e.getMessage(), e);
    }
  }

  /**
   * Ends it.
   *
   * @return false if none ran
   */
  boolean stop() {
    Optional<ProcessHandle> process = folder.state().flatMap(state -> state.process().alive());
    process.ifPresent(ProcessEnd::end);
    try {
      Files.deleteIfExists(folder.stateFile());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED, "the broker's folder must be writable: " + folder.root(), e);
    }
    return process.isPresent();
  }

  private void launch(int port) throws IOException {
    if (!Files.isDirectory(home.kafkaLibrary())) {
      throw CommandFailure.failed(
          "the broker's jars must be there: %s is missing; `mvn package` makes it"
              .formatted(home.kafkaLibrary()));
    }
    Preconditions.portIsFree(port, "lumenctl kafka start");
    Preconditions.memorySuffices("the broker", NEEDED_BYTES, Preconditions.availableMemory());
    writeProperties(port);
    if (!folder.isFormatted()) {
      format();
    }
    long startedMillis = System.currentTimeMillis();
    Process process = run(HEAP, BROKER, folder.properties().toString());
    BrokerState state = new BrokerState(ProcessId.of(process.toHandle()), port);
    Json.write(folder.stateFile(), state);
    try {
      awaitReady(process, state, startedMillis);
    } catch (CommandFailure e) {
      stop();
      throw e;
    }
  }

  private void writeProperties(int port) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(home.clusterTemplates().resolve("kafka.properties"))) {
      properties.load(in);
    }
    String client = "PLAINTEXT://127.0.0.1:" + port;
    String controller = "127.0.0.1:" + Preconditions.freePortFrom(port + 1);
    properties.setProperty("listeners", client + ",CONTROLLER://" + controller);
    properties.setProperty("advertised.listeners", client);
    properties.setProperty(
        "controller.quorum.voters", properties.getProperty("node.id") + "@" + controller);
    properties.setProperty("log.dirs", folder.records().toString());
    try (Writer out = Files.newBufferedWriter(folder.properties())) {
      properties.store(out, null);
    }
  }

  private void format() throws IOException {
    String id = Uuid.randomUuid().toString();
    Process process =
        run(
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            STORAGE_TOOL,
            "format",
            "-t",
            id,
            "-c",
            folder.properties().toString());
    boolean ended = waitFor(process, FORMAT_MILLIS);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw CommandFailure.failed(
          "the folder of the records could not be formatted: "
              + LastWords.of(folder.out(), folder.log(), 0));
    }
  }

  private Process run(List<String> options, String mainClass, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-XX:+ExitOnOutOfMemoryError"));
    all.add("-Dlog.file=" + folder.log());
    Path logging = home.clusterTemplates().resolve("log4j.properties");
    all.add("-Dlog4j.configurationFile=" + logging.toUri());
    all.addAll(List.of("-cp", home.kafkaLibrary() + File.separator + "*", mainClass));
    all.addAll(List.of(arguments));
    return DetachedProcess.java(all, folder.root().toFile(), folder.out().toFile());
  }

  private void awaitReady(Process process, BrokerState state, long startedMillis)
      throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!BrokerStatus.listens(state.port())) {
      if (waitFor(process, POLL_MILLIS)) {
        throw CommandFailure.failed(
            "the broker died at its start (exit code %d): %s"
                .formatted(
                    process.exitValue(), LastWords.of(folder.out(), folder.log(), startedMillis)));
      }
      if (System.nanoTime() > deadline) {
        throw CommandFailure.unreachable(
            "the broker did not answer within %d s: see %s".formatted(READY_SECONDS, folder.log()));
      }
    }
    Topics.create(state.bootstrap());
  }

  private static boolean waitFor(Process process, long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CommandFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandFailure(ExitCode.FAILED, "interrupted", e);
  }
}
