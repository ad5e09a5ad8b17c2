package lumen.ctl.incident;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import lumen.cluster.MetricsPorts;

/** What the processes tell Prometheus now. */
final class MetricsPart {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private MetricsPart() {}

  /**
   * Brings them.
   *
   * @param ports of the first TaskManager
   * @param taskManagers how many there are
   */
  static void bring(IncidentFolder incident, MetricsPorts ports, int taskManagers) {
    Map<String, Integer> pages = new TreeMap<>();
    for (int number = 1; number <= taskManagers; number++) {
      MetricsPorts its = ports.ofTaskManager(number);
      String behind = number == 1 ? "" : "-" + number;
      pages.put("fusion" + behind, its.fusion());
      pages.put("bridge" + behind, its.bridge());
      pages.put("jobmanager" + behind, its.jobManager());
      pages.put("overlay" + behind, its.overlay());
      pages.put("governance" + behind, its.governance());
    }
    pages.values().removeIf(port -> port == 0);
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    pages.forEach(
        (name, port) -> {
          String file = "metrics/" + name + ".txt";
          incident.bring(file, () -> incident.text(file, page(client, port)));
        });
  }

  private static String page(HttpClient client, int port) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IOException("answers %d: port %d".formatted(answer.statusCode(), port));
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (IOException e) {
      throw new IOException("nobody serves metrics on 127.0.0.1:" + port, e);
    }
  }
}
