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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;
import lumen.terminal.Json;

/**
 * A Prometheus that is asked.
 *
 * @param base its address, such as {@code http://127.0.0.1:9090}
 * @param at the moment of which is asked, empty for now
 */
public record Prometheus(URI base, Optional<Instant> at) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** Asked of now. */
  public Prometheus(URI base) {
    this(base, Optional.empty());
  }

  /**
   * The newest values of an expression by one label; a series without it has the empty text.
   *
   * @throws CommandFailure if it does not answer, or refuses the expression
   */
  public SortedMap<String, Double> values(String expression, String label) {
    SortedMap<String, Double> values = new TreeMap<>();
    told(expression).forEach(told -> values.put(told.label(label), told.value()));
    return values;
  }

  /**
   * A series with its newest value.
   *
   * @param labels by name
   * @param value may be NaN or infinite
   */
  public record Told(SortedMap<String, String> labels, double value) {
    /** Copies the map. */
    public Told {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** A label, empty where it is not there. */
    public String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  /**
   * The newest values of an expression.
   *
   * @throws CommandFailure if it does not answer, or refuses the expression
   */
  public List<Told> told(String expression) {
    String time = at.map(moment -> "&time=" + moment).orElse("");
    JsonNode answer = ask("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8) + time);
    List<Told> all = new ArrayList<>();
    for (JsonNode result : results(answer, expression)) {
      all.add(new Told(labels(result), number(result.path("value").path(1).asText())));
    }
    return all;
  }

  /**
   * A series with its values by their time, s since the epoch.
   *
   * @param labels by name
   * @param values may be NaN or infinite
   */
  public record Course(SortedMap<String, String> labels, SortedMap<Long, Double> values) {
    /** A label, empty where it is not there. */
    public String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  /**
   * The values of an expression at a first time and each step on from it, up to a last one.
   *
   * @param firstS s since the epoch
   * @param lastS s since the epoch, at most 11,000 steps on
   * @param stepS s
   * @throws CommandFailure if it does not answer, or refuses the expression
   */
  public List<Course> courses(String expression, long firstS, long lastS, long stepS) {
    JsonNode answer =
        ask(
            "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                .formatted(URLEncoder.encode(expression, UTF_8), firstS, lastS, stepS));
    List<Course> all = new ArrayList<>();
    for (JsonNode result : results(answer, expression)) {
      SortedMap<Long, Double> values = new TreeMap<>();
      result
          .path("values")
          .forEach(
              pair ->
                  values.put(Math.round(pair.path(0).asDouble()), number(pair.path(1).asText())));
      all.add(new Course(labels(result), values));
    }
    return all;
  }

  private static JsonNode results(JsonNode answer, String expression) {
    if (!answer.path("status").asText().equals("success")) {
      throw CommandFailure.failed(
          "Prometheus must take the expression: %s (%s)"
              .formatted(expression, answer.path("error").asText("no answer of its API")));
    }
    return answer.path("data").path("result");
  }

  private static SortedMap<String, String> labels(JsonNode result) {
    SortedMap<String, String> labels = new TreeMap<>();
    result
        .path("metric")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
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
