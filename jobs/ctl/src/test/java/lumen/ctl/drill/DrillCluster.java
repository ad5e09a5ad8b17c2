package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lumen.cluster.SessionCluster;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;

/**
 * A session cluster that {@code lumenctl cluster start} started in a process of its own, with an
 * environment of its own.
 */
final class DrillCluster implements AutoCloseable {
  private static final String FOLDER = "lumen.cluster.dir";

  private final SessionCluster cluster;

  /**
   * Starts it.
   *
   * @param folder of the cluster
   * @param environment further variables
   */
  DrillCluster(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    LumenHome home = LumenHome.locate();
    Path ctl = home.root().resolve("jobs/ctl");
    Path said = folder.resolveSibling("cluster-start.txt");
    ProcessBuilder start =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "@"
                        + ctl.resolveSibling(
                            "cluster/src/main/resources/lumen/cluster/flink-jvm.options"),
                    "-Xmx128m",
                    "-cp",
                    ctl.resolve("target/lumenctl/lib") + "/*",
                    "lumen.ctl.Lumenctl",
                    "cluster",
                    "start",
                    "--port",
                    Integer.toString(freePort()),
                    "--metrics-port-fusion",
                    "0",
                    "--metrics-port-bridge",
                    "0"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    start.environment().putAll(environment);
    start.environment().put("LUMEN_CLUSTER_DIR", folder.toString());
    int exitCode = start.start().waitFor();
    assertThat(exitCode).as(Files.readString(said)).isZero();
    cluster = SessionCluster.in(home, folder);
    System.setProperty(FOLDER, folder.toString());
  }

  /** What a lumenctl in a process of its own needs to find it. */
  List<String> flags() {
    return List.of("-D" + FOLDER + "=" + System.getProperty(FOLDER));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** How often the only job was started anew. */
  int restarts() throws IOException, InterruptedException {
    JsonNode metrics = get("/jobs/" + job() + "/metrics?get=numRestarts");
    assertThat(metrics).as("numRestarts").hasSize(1);
    return metrics.path(0).path("value").asInt();
  }

  /** What the newest checkpoint of the only job holds in all, bytes. */
  long stateBytes() throws IOException, InterruptedException {
    JsonNode newest = get("/jobs/" + job() + "/checkpoints").path("latest").path("completed");
    return newest.path("state_size").asLong();
  }

  /** Why the only job was started anew last; empty if it never was. */
  String newestFailure() {
    return cluster.rest().newestFailure(job()).orElse("");
  }

  private String job() {
    return cluster.rest().jobs().get(0).id();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = cluster.restUrl().resolve(path);
    return Json.mapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
  }

  @Override
  public void close() {
    cluster.stop();
    System.clearProperty(FOLDER);
  }
}
