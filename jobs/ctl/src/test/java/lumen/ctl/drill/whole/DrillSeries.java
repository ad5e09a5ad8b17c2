package lumen.ctl.drill.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lumen.terminal.Json;

/** What Prometheus itself has of the time of a drill. */
final class DrillSeries {
  private static final List<String> SHOWN =
      List.of(
          "max(fusion_coherence_level)",
          "max(fusion_mode)",
          "max(bridge_state)",
          "sum(rate(fusion_frames_total[30s]))",
          "count(ALERTS{alertstate=\"firing\",alertname!=\"Watchdog\"}) or vector(0)");

  private DrillSeries() {}

  static List<DrillReport.Series> of(DrillStage stage) throws IOException, InterruptedException {
    double now = DrillStep.now();
    double begun = now - (System.nanoTime() - stage.begun) / 1e9;
    List<DrillReport.Series> all = new ArrayList<>();
    for (String expression : SHOWN) {
      URI uri =
          URI.create(
              "http://127.0.0.1:%d/api/v1/query_range?query=%s&start=%.0f&end=%.0f&step=5"
                  .formatted(
                      stage.prometheusPort,
                      URLEncoder.encode(expression, StandardCharsets.UTF_8),
                      begun,
                      now));
      String answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body();
      List<Double> seconds = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      JsonNode result = Json.mapper().readTree(answer).path("data").path("result").path(0);
      for (JsonNode sample : result.path("values")) {
        seconds.add(sample.path(0).asDouble() - begun);
        values.add(Double.parseDouble(sample.path(1).asText()));
      }
      all.add(new DrillReport.Series(expression, seconds, values));
    }
    return all;
  }
}
