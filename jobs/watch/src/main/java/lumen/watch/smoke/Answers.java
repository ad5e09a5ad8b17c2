package lumen.watch.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What ports of this machine answer, soon or not at all: a check takes a second at most. */
final class Answers {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** The body of an answer 200, empty for any other and for none. */
  Optional<String> get(URI base, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path))
              .timeout(PATIENCE)
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
