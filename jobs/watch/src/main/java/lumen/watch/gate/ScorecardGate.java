package lumen.watch.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.terminal.Json;
import lumen.watch.gate.GateVerdict.Outcome;

/**
 * What the newest scorecard of a service says: whether it is worth what it costs, keeps what it
 * promises, and is mature. What is unknown, or told of a service that is silent, is no pass.
 */
final class ScorecardGate {
  /** The names of its gates. */
  static final List<String> NAMES = List.of("maturity", "roi", "slo");

  private static final double PERCENT = 100;

  /** A line is one scorecard, and nothing behind it. */
  private static final ObjectReader CARDS =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ScorecardGate() {}

  /**
   * Judges a service.
   *
   * @param name one of {@link #NAMES}
   * @param scorecards file of scorecards, in the order of time
   * @param maturity least score
   * @throws IOException if the file cannot be read, or a line of it is no scorecard
   * @throws IllegalArgumentException if it holds none of the service
   */
  static GateReading read(String name, Path scorecards, String service, double maturity)
      throws IOException {
    JsonNode newest = newest(scorecards, service);
    List<GateVerdict> verdicts =
        switch (name) {
          case "roi" -> List.of(roi(newest, service));
          case "slo" -> slo(newest, service);
          default -> List.of(maturity(newest, service, maturity));
        };
    boolean held = verdicts.stream().allMatch(one -> one.outcome() == Outcome.PASS);
    return new GateReading(name, held && !verdicts.isEmpty(), verdicts);
  }

  private static JsonNode newest(Path scorecards, String service) throws IOException {
    JsonNode newest = null;
    long number = 0;
    if (Files.isDirectory(scorecards)) {
      throw new IOException("must be a file of scorecards: " + scorecards);
    }
    try (BufferedReader lines = Files.newBufferedReader(scorecards)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        JsonNode card = card(line, scorecards, number);
        newest = card.path("tenant").asText().equals(service) ? card : newest;
      }
    } catch (CharacterCodingException e) {
      throw new IOException("must be UTF-8: %s:%d".formatted(scorecards, number + 1), e);
    }
    if (newest == null) {
      throw new IllegalArgumentException(
          "must hold a scorecard of --service %s: %s has none".formatted(service, scorecards));
    }
    return newest;
  }

  private static JsonNode card(String line, Path scorecards, long number) throws IOException {
    try {
      JsonNode card = CARDS.readTree(line);
      boolean known = card.path("ts").isNumber() && card.path("tenant").isTextual();
      if (known && card.path("slo").isObject() && card.path("roi").isObject()) {
        return card;
      }
    } catch (JsonProcessingException e) {
      // Told below, as any other line that is no scorecard.
    }
    throw new IOException("must be a scorecard: %s:%d".formatted(scorecards, number));
  }

  private static GateVerdict roi(JsonNode card, String service) {
    JsonNode roi = card.path("roi");
    Outcome outcome =
        switch (roi.path("verdict").asText()) {
          case "PASS", "WARN" -> Outcome.PASS;
          case "FAIL" -> Outcome.FAIL;
          default -> Outcome.NO_DATA;
        };
    double value = number(roi.path("roi"));
    String verdict = roi.path("verdict").asText();
    return verdict(card, "roi " + verdict, service, value, "PASS or WARN", outcome);
  }

  private static List<GateVerdict> slo(JsonNode card, String service) {
    List<GateVerdict> verdicts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> slo : card.path("slo").properties()) {
      JsonNode told = slo.getValue();
      Outcome outcome =
          switch (told.path("verdict").asText()) {
            case "ok" -> Outcome.PASS;
            case "breach" -> Outcome.FAIL;
            default -> Outcome.NO_DATA;
          };
      double value = PERCENT * number(told.path("value"));
      String objective = "objective " + told.path("objective").asText() + " %";
      verdicts.add(verdict(card, slo.getKey(), service, value, objective, outcome));
    }
    return verdicts;
  }

  private static GateVerdict maturity(JsonNode card, String service, double least) {
    double score = number(card.path("maturity").path("score"));
    Outcome outcome = score >= least ? Outcome.PASS : Outcome.FAIL;
    Bound bound = new Bound(Bound.Sign.AT_LEAST, least);
    return verdict(
        card,
        "maturity",
        service,
        score,
        bound.toString(),
        Double.isNaN(score) ? Outcome.NO_DATA : outcome);
  }

  /** NaN where it is no finite number. */
  private static double number(JsonNode node) {
    double number = node.isNumber() ? node.doubleValue() : Double.NaN;
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  private static GateVerdict verdict(
      JsonNode card,
      String condition,
      String service,
      double value,
      String threshold,
      Outcome outcome) {
    boolean unknown = card.path("silent").asBoolean() || Double.isNaN(value);
    Outcome judged = unknown && outcome == Outcome.PASS ? Outcome.NO_DATA : outcome;
    return new GateVerdict(condition, service, value, threshold, 0, 0, judged);
  }
}
