package lumen.cluster.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;

/** Requests to Flink's REST API, and its errors in one line. */
final class FlinkHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String BOUNDARY = "lumenctl-part-7d1f3a9c";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;
  private final Duration patience;

  FlinkHttp(URI base) {
    this(base, TIMEOUT);
  }

  /**
   * @param patience how long an answer may take
   */
  FlinkHttp(URI base, Duration patience) {
    this.base = base;
    this.patience = patience;
  }

  URI base() {
    return base;
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  JsonNode patch(String path) {
    return send(request(path).method("PATCH", BodyPublishers.noBody()));
  }

  JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** Sends a jar as the form that {@code /jars/upload} takes. */
  JsonNode upload(String path, Path jar) throws IOException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
            .formatted(BOUNDARY, jar.getFileName());
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(body));
  }

  /** Takes a file as it is. */
  byte[] download(String path) {
    return body(request(path).GET(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
  }

  private JsonNode send(HttpRequest.Builder request) {
    String body = body(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      return body.isBlank() ? Json.mapper().createObjectNode() : Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "%s does not speak Flink's REST API".formatted(base), e);
    }
  }

  private <T> T body(HttpRequest.Builder request, BodyHandler<T> as) {
    try {
      HttpResponse<T> response = CLIENT.send(request.build(), as);
      if (response.statusCode() / 100 != 2) {
        throw new RestFailure(response.statusCode(), reason(response));
      }
      return response.body();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the session cluster does not answer at %s: start it with `lumenctl cluster start`"
              .formatted(base),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }

  private static String reason(HttpResponse<?> response) {
    Object body = response.body();
    String text =
        body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : body.toString();
    try {
      JsonNode errors = Json.mapper().readTree(text).path("errors");
      if (errors.size() > 0) {
        return RootCause.of(errors.get(errors.size() - 1).asText());
      }
    } catch (JsonProcessingException e) {
      return "HTTP %d without a Flink error".formatted(response.statusCode());
    }
    return "HTTP " + response.statusCode();
  }
}
