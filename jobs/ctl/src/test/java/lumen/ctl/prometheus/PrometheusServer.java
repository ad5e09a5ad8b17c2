package lumen.ctl.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import lumen.terminal.Json;

/** A Prometheus of its own on a port of loopback, ended when the test ends. */
final class PrometheusServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  /**
   * Starts it; it answers a moment later.
   *
   * @param config its configuration
   * @param folder takes its data and its log
   * @param port where it answers
   */
  PrometheusServer(Path config, Path folder, int port) throws IOException {
    this.port = port;
    this.log = Files.createDirectories(folder).resolve("prometheus.log");
    this.process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  /** A series with its newest value. */
  record Sample(Map<String, String> labels, double value) {
    String name() {
      return labels.getOrDefault("__name__", "");
    }

    @Override
    public String toString() {
      return labels + " " + value;
    }
  }

  /** The result of an instant query, empty while it does not answer. */
  List<Sample> query(String expression) throws InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(expression, UTF_8)));
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return samples(Json.mapper().readTree(client.send(request, BodyHandlers.ofString()).body()));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Sample> samples(JsonNode answer) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode result : answer.path("data").path("result")) {
      Map<String, String> labels = new TreeMap<>();
      result
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      samples.add(new Sample(labels, Double.parseDouble(result.path("value").path(1).asText())));
    }
    return samples;
  }

  /** What it complained about. */
  List<String> warnings() throws IOException {
    return Files.readAllLines(log);
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
