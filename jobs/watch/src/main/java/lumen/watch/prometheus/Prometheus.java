package lumen.watch.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * A Prometheus that is asked.
 *
 * @param base its address, such as {@code http://127.0.0.1:9090}
 */
public record Prometheus(URI base) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * The newest values of an expression by one label; a series without it has the empty text.
   *
   * @throws CommandFailure if it does not answer, or refuses the expression
   */
  public SortedMap<String, Double> values(String expression, String label) {
    JsonNode answer = ask("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw CommandFailure.failed(
          "Prometheus must take the expression: %s (%s)"
              .formatted(expression, answer.path("error").asText("no answer of its API")));
    }
    SortedMap<String, Double> values = new TreeMap<>();
    for (JsonNode result : answer.path("data").path("result")) {
      values.put(
          result.path("metric").path(label).asText(),
          number(result.path("value").path(1).asText()));
    }
    return values;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text); // knows NaN
    };
  }

  private JsonNode ask(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path))
              .timeout(PATIENCE)
              .build();
      HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw CommandFailure.unreachable("Prometheus must answer: " + base + " does not");
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("must be the http address of a Prometheus: " + base);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted before Prometheus answered: " + base);
    }
  }
}
