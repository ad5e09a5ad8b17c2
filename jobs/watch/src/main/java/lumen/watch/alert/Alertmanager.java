package lumen.watch.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * An Alertmanager that is sent alerts.
 *
 * @param base its address, such as {@code http://127.0.0.1:9093}
 */
record Alertmanager(URI base) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  /**
   * Sends alerts.
   *
   * @param body an array of them
   * @throws IOException with the reason, if it does not answer or does not take them
   */
  void send(String body) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(base.toString().replaceAll("/$", "") + "/api/v2/alerts"))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IOException(
            "Alertmanager must take the alert: %s answered %d %s"
                .formatted(base, answer.statusCode(), answer.body().strip()));
      }
    } catch (IOException e) {
      throw e.getMessage() != null && e.getMessage().startsWith("Alertmanager must")
          ? e
          : new IOException("Alertmanager must answer: " + base + " does not", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("must be the http address of an Alertmanager: " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before Alertmanager answered: " + base, e);
    }
  }
}
