package lumen.connectors.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** What a live job was told, and what it answers. */
final class RecordedCommands {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final CompletableFuture<HttpResponse<String>> response;

  private RecordedCommands(HttpRequest request) {
    response = HTTP.sendAsync(request, BodyHandlers.ofString());
  }

  /** A command, as JSON. */
  static RecordedCommands command(URI job, String json) {
    return command(job, BodyPublishers.ofString(json), "Content-Type", "application/json");
  }

  /** A command with a body and headers of its own. */
  static RecordedCommands command(URI job, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(job.resolve("/command")).POST(body);
    return new RecordedCommands((headers.length == 0 ? request : request.headers(headers)).build());
  }

  static String status(URI job) {
    return new RecordedCommands(HttpRequest.newBuilder(job.resolve("/status")).build()).answer();
  }

  /** Lets the reader go on until the answer is there. */
  void await(LiveReader reader, LiveOutput output) {
    Awaitility.await()
        .until(
            () -> {
              reader.pollNext(output);
              return response.isDone();
            });
  }

  boolean isAnswered() {
    return response.isDone();
  }

  /** Status and body. */
  String answer() {
    HttpResponse<String> answer = response.join();
    return answer.statusCode() + " " + answer.body().strip();
  }
}
