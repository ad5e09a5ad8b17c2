package lumen.release.signoff;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;

/** A page of metrics in Prometheus' text format 0.0.4, read once. */
final class TelledPage {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private TelledPage() {}

  /**
   * Its finite values by series, name and labels as they stand there.
   *
   * @throws CommandFailure if it does not answer
   */
  static SortedMap<String, Double> read(URI url) {
    try {
      HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(url).timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (answer.statusCode() == OK) {
        return values(answer.body());
      }
      throw CommandFailure.unreachable(
          "metrics must be told at %s: HTTP %d".formatted(url, answer.statusCode()));
    } catch (IOException e) {
      throw CommandFailure.unreachable("metrics must be told at %s: nobody answers".formatted(url));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
    }
  }

  static SortedMap<String, Double> values(String text) {
    SortedMap<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              int end = line.lastIndexOf('}') < 0 ? line.indexOf(' ') : line.lastIndexOf('}') + 1;
              double value = number(line.substring(end).strip().split(" ", 2)[0]);
              if (Double.isFinite(value)) {
                values.put(line.substring(0, end), value);
              }
            });
    return values;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
