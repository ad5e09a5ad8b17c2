package lumen.watch.alert;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lumen.fixtures.PrometheusTools;

/** An Alertmanager of its own with the shipped configuration, ended when the test ends. */
final class AlertmanagerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final int port;

  private AlertmanagerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; it answers a moment later.
   *
   * @param folder takes its files
   * @param inbox who receives what goes to Slack and to the heartbeat
   * @param drillPort where drills are received
   */
  static AlertmanagerProcess start(Path folder, int inbox, int drillPort) throws IOException {
    Path slack =
        Files.writeString(folder.resolve("slack_url"), "http://127.0.0.1:" + inbox + "/slack");
    String shipped =
        Files.readString(PrometheusTools.folder().resolveSibling("alertmanager/alertmanager.yml"));
    String own =
        shipped
            .replace("api_url_file: slack_url", "api_url_file: " + slack)
            .replace("127.0.0.1:9099", "127.0.0.1:" + inbox)
            .replace("127.0.0.1:9098", "127.0.0.1:" + drillPort);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program(),
                "--config.file=" + Files.writeString(folder.resolve("alertmanager.yml"), own),
                "--storage.path=" + folder.resolve("alerts"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    return new AlertmanagerProcess(process, port);
  }

  /** Where it is absent, skips the calling test, or fails it under {@code CI}. */
  static void require() {
    if (find().isEmpty()) {
      String message = "alertmanager is absent: apt-get install prometheus-alertmanager";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
  }

  private static String program() {
    return find().orElseThrow();
  }

  private static Optional<String> find() {
    List<String> folders = Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":", -1));
    return folders.stream()
        .flatMap(
            folder ->
                List.of("prometheus-alertmanager", "alertmanager").stream()
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
