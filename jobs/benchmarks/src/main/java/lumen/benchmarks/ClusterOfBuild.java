package lumen.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lumen.terminal.CommandFailure;

/**
 * The {@code lumenctl} of a checkout, as its user calls it, with a session cluster of its own: a
 * folder, a free port and no metrics, so that clusters of several builds do not disturb each other.
 */
final class ClusterOfBuild implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final Path checkout;
  private final Path folder;
  private final int slots;
  private final Map<String, String> environment;

  /**
   * @param checkout built checkout
   * @param folder of the cluster, for it alone
   */
  ClusterOfBuild(Path checkout, Path folder, int slots) {
    this(checkout, folder, slots, Map.of());
  }

  /**
   * The same.
   *
   * @param environment variables of its processes beside those of this one
   */
  ClusterOfBuild(Path checkout, Path folder, int slots, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.checkout = checkout;
    this.folder = folder;
    this.slots = slots;
  }

  /** Starts the cluster without metrics; seconds until its slots are there. */
  double start() throws IOException {
    return start(0);
  }

  /**
   * Starts the cluster; seconds until its slots are there.
   *
   * @param metricsPort where fusion's metrics are served; 0: nowhere
   */
  double start(int metricsPort) throws IOException {
    return seconds(
        "cluster",
        "start",
        "--slots",
        Integer.toString(slots),
        "--port",
        Integer.toString(freePort()),
        "--metrics-port-fusion",
        Integer.toString(metricsPort),
        "--metrics-port-bridge",
        "0");
  }

  /** Runs a command to its end; seconds from its start to its end. */
  double seconds(String... words) throws IOException {
    long begun = System.nanoTime();
    String unused = said(words);
    return (System.nanoTime() - begun) / NANOS;
  }

  /**
   * Runs a command to its end.
   *
   * @return what it printed
   * @throws CommandFailure with what it said where it fails
   */
  String said(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("scripts/lumenctl").toString());
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    builder.environment().put("LUMEN_HOME", checkout.toString());
    builder.environment().put("LUMEN_CLUSTER_DIR", folder.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = exitCode(process);
    if (exit != 0) {
      throw CommandFailure.failed(
          "lumenctl %s of %s must succeed: exit code %d"
              .formatted(String.join(" ", words), checkout, exit));
    }
    return text;
  }

  /** Ends it, also one that never came to run. */
  @Override
  public void close() throws IOException {
    String unused = said("cluster", "stop");
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

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
