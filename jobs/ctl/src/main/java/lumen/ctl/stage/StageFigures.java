package lumen.ctl.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pages of metrics of a job say at one moment: the values of each series by the name of
 * its metric. A page that does not answer has none.
 *
 * @param values by metric
 */
public record StageFigures(Map<String, List<Double>> values) {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * Reads pages of loopback.
   *
   * @param ports where they are
   */
  public static StageFigures read(int... ports) {
    Map<String, List<Double>> values = new HashMap<>();
    for (int port : ports) {
      for (String line : page(port).split("\n", -1)) {
        int space = line.lastIndexOf(' ');
        if (space < 1 || line.startsWith("#")) {
          continue;
        }
        int brace = line.indexOf('{');
        String name = line.substring(0, brace < 0 ? space : brace);
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(number(line.substring(space)));
      }
    }
    return new StageFigures(values);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String page(int port) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try {
      return CLIENT
          .send(
              HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The greatest value of a metric; NaN where it has none. */
  public double most(String metric) {
    return values.getOrDefault(metric, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NaN);
  }

  /** The values of a metric together; 0 where it has none. */
  public double sum(String metric) {
    return values.getOrDefault(metric, List.of()).stream().mapToDouble(Double::doubleValue).sum();
  }
}
