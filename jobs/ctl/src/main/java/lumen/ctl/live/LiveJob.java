package lumen.ctl.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lumen.ctl.CommandFailure;
import lumen.ctl.Json;
import lumen.fusion.LivePlan;

/** A running live job, asked and told through the address that its output folder names. */
final class LiveJob {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Path out;

  /** The job that writes into this folder. */
  LiveJob(Path out) {
    this.out = out;
  }

  /** What the job says of itself; empty while it does not answer. */
  Optional<JsonNode> status() {
    return address().flatMap(at -> call(HttpRequest.newBuilder(at.resolve("/status")).GET()));
  }

  /** Ends the inputs of the job; returns whether it heard. */
  boolean end() {
    return post("/end").isPresent();
  }

  /**
   * Has the job hand on its log.
   *
   * @throws CommandFailure where no live job answers
   */
  void beginCapture() {
    if (post("/capture/on").isEmpty()) {
      throw CommandFailure.failed(
          "a live job must run with this folder as its --out: none answers for " + out);
    }
  }

  /** Has the job no longer hand on its log; one that has ended needs not to hear. */
  void endCapture() {
    post("/capture/off");
  }

  private Optional<JsonNode> post(String path) {
    return address()
        .flatMap(
            at ->
                call(
                    HttpRequest.newBuilder(at.resolve(path))
                        .POST(HttpRequest.BodyPublishers.noBody())));
  }

  private Optional<URI> address() {
    Path announcement = out.resolve(LivePlan.ANNOUNCEMENT);
    try {
      if (!Files.exists(announcement)) {
        return Optional.empty();
      }
      JsonNode node = Json.mapper().readTree(Files.readString(announcement));
      return Optional.of(URI.create("http://" + node.path("control").asText()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<JsonNode> call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == OK
          ? Optional.of(Json.mapper().readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
