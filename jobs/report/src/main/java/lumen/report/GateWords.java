package lumen.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a move of a gate rests on, in words. Each move names what was compared with its limit: a
 * figure warns, its bound blocks, and a bound below the limit of a warning says nothing.
 */
final class GateWords {
  private GateWords() {}

  /**
   * The words of one move.
   *
   * @param entry a line of evidence of the kind gate
   */
  static String of(JsonNode entry) {
    JsonNode values = entry.path("values");
    if (values.has("why")) {
      return values.path("why").asText().equals("command") ? "by a command" : "by its time";
    }
    String rule = entry.path("rule").asText();
    String action = rule.substring(rule.lastIndexOf(':') + 1);
    boolean latency = values.path("gate").asText().equals("latency");
    String n = latency ? "" : "n " + values.path("n").asText() + ", ";
    return (latency ? slow(action, values) : compared(action, values))
        + "; "
        + n
        + "baseline n "
        + values.path("baseline_n").asText()
        + ", window "
        + entry.path("window").asText();
  }

  private static String slow(String action, JsonNode values) {
    String counted =
        "%s of %s slower than %s ms"
            .formatted(
                values.path("figure").asText(),
                values.path("n").asText(),
                values.path("limit").asText());
    String tooMany =
        action.equals("ok") ? "" : ", " + values.path("bound").asText() + " are too many";
    return counted
        + tooMany
        + (values.path("baseline_slow").asBoolean() ? ", the baseline is slow too" : "");
  }

  /** Tokens are too many above their limit, quality is too low below it. */
  private static String compared(String action, JsonNode values) {
    boolean tokens = values.path("gate").asText().equals("tokens");
    String unit = tokens ? " %" : "";
    if (values.path("figure").isNull()) {
      return "too few to tell";
    }
    String figure = signed(values.path("figure")) + unit;
    String limit = (tokens ? " above " : " below ") + signed(values.path("limit")) + unit;
    return switch (action) {
      case "block" -> "bound " + signed(values.path("bound")) + unit + limit + ", figure " + figure;
      case "warn" -> "figure " + figure + limit;
      default -> "figure " + figure + ", not" + limit;
    };
  }

  private static String signed(JsonNode value) {
    return (value.asDouble() > 0 ? "+" : "") + EvidenceReader.shown(value);
  }
}
