package lumen.ctl.plain;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lumen.cluster.TestCluster;
import lumen.cluster.job.RestClient;
import lumen.cluster.job.RestFailure;
import lumen.terminal.CommandFailure;
import lumen.terminal.LumenHome;

/**
 * A Flink without lumenctl: {@code lib} of the artefacts that Maven resolves, and a {@code conf} as
 * docs/deploy.md tells it. Flink's start scripts are in no artefact; this starts the classes that
 * they start, with the memory that {@code BashJavaUtils} tells them, and {@code bin/flink} is its
 * {@code CliFrontend}.
 */
final class PlainFlink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SLOTS = 2;
  private static final long END_S = 20;

  /** What {@code BashJavaUtils} puts before a line that is meant for the script. */
  private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

  private final Path home;
  private final int restPort;
  private final List<Process> processes = new ArrayList<>();

  private PlainFlink(Path home, int restPort) {
    this.home = home;
    this.restPort = restPort;
  }

  /** Lays it out; nothing is started. */
  static PlainFlink layOut(Path home) throws IOException {
    LumenHome lumen = LumenHome.locate();
    Path lib = Files.createDirectories(home.resolve("lib"));
    try (Stream<Path> jars = Files.list(lumen.flinkLibrary())) {
      for (Path jar : jars.filter(one -> one.toString().endsWith(".jar")).toList()) {
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
      }
    }
    Files.createDirectory(home.resolve("log"));
    Path conf = Files.createDirectory(home.resolve("conf"));
    Files.copy(
        lumen.clusterTemplates().resolve("log4j.properties"), conf.resolve("log4j.properties"));
    PlainFlink flink = new PlainFlink(home, TestCluster.freePort());
    String shipped = Files.readString(lumen.clusterTemplates().resolve("config.yaml"));
    Files.writeString(conf.resolve("config.yaml"), flink.config(shipped));
    return flink;
  }

  /** Flink's own keys, and of the shipped ones those that the page says: from heartbeat on. */
  private String config(String shipped) throws IOException {
    return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        jobmanager.memory.process.size: 1000m
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.memory.process.size: 1728m
        taskmanager.numberOfTaskSlots: %d
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        parallelism.default: %d
        io.tmp.dirs: '%s'
        """
            .formatted(
                TestCluster.freePort(),
                SLOTS,
                restPort,
                SLOTS,
                Files.createDirectory(home.resolve("tmp")))
        + shipped
            .substring(shipped.indexOf("\nheartbeat:\n"))
            .replace("${cluster}", home.toString())
            .replace("\n  interval: 5 s\n", "\n  interval: 1 s\n");
  }

  /** Where REST answers. */
  int restPort() {
    return restPort;
  }

  /** A client of it. */
  RestClient rest() {
    return new RestClient(URI.create("http://127.0.0.1:" + restPort));
  }

  /** As {@code bin/start-cluster.sh} does; returns when the slots are there. */
  void startCluster() throws IOException, InterruptedException {
    daemon(
        "jobmanager",
        "GET_JM_RESOURCE_PARAMS",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    daemon(
        "taskmanager",
        "GET_TM_RESOURCE_PARAMS",
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    await().atMost(PATIENCE).until(this::hasSlots);
  }

  private boolean hasSlots() {
    for (Process process : processes) {
      if (!process.isAlive()) {
        throw new AssertionError("a process of Flink must live, see " + home.resolve("log"));
      }
    }
    try {
      return rest().overview().slots() == SLOTS;
    } catch (CommandFailure | RestFailure e) {
      return false;
    }
  }

  private void daemon(String name, String question, String mainClass)
      throws IOException, InterruptedException {
    String conf = home.resolve("conf").toString();
    Said said =
        run(
            command(
                "asked",
                List.of(),
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                List.of(question, "--configDir", conf)));
    List<String> told =
        said.text()
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .map(line -> line.substring(RESULT.length()))
            .toList();
    if (told.size() != 2) {
      throw new AssertionError("memory must be told by BashJavaUtils: " + said.text());
    }
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf));
    arguments.addAll(words(told.get(1)));
    ProcessBuilder builder =
        builder(command(name, words(told.get(0)), mainClass, arguments))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").resolve(name + ".out").toFile());
    processes.add(builder.start());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private List<String> command(
      String name, List<String> options, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-XX:TieredStopAtLevel=1");
    command.add(
        "@"
            + LumenHome.locate()
                .root()
                .resolve("jobs/cluster/src/main/resources/lumen/cluster/flink-jvm.options"));
    command.add("-Dlog.file=" + home.resolve("log").resolve(name + ".log"));
    command.add(
        "-Dlog4j.configurationFile=" + home.resolve("conf").resolve("log4j.properties").toUri());
    command.addAll(List.of("-cp", home.resolve("lib") + "/*", mainClass));
    command.addAll(arguments);
    return command;
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("FLINK_CONF_DIR", home.resolve("conf").toString());
    builder.environment().put("FLINK_LIB_DIR", home.resolve("lib").toString());
    return builder;
  }

  /**
   * What a program said.
   *
   * @param exit how it ended
   * @param text all that it printed
   */
  record Said(int exit, String text) {}

  private Said run(List<String> command) throws IOException, InterruptedException {
    Process process = builder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** {@code bin/flink}. */
  Said flink(String... arguments) throws IOException, InterruptedException {
    return run(
        command(
            "client", List.of(), "org.apache.flink.client.cli.CliFrontend", List.of(arguments)));
  }

  /** As {@code bin/stop-cluster.sh} does, and waits for the end. */
  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      try {
        if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
