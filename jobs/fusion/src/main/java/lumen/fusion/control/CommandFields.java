package lumen.fusion.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.settings.Suggestion;
import lumen.signal.gain.GainCurve;

/** The fields of a command; collects what is wrong with them. */
final class CommandFields {
  private static final List<String> OF_EVERY_COMMAND =
      List.of("id", "author", "tenant", "effective_ts", "type");
  private static final int MAX_FINDINGS = 50;
  private static final int MAX_POINTS = 10_000;
  private static final int SHOWN_CHARS = 60;
  private static final String UNKNOWN = "?";

  private final JsonNode fields;
  private final List<String> findings = new ArrayList<>();
  private long unsaid;

  CommandFields(JsonNode fields) {
    this.fields = fields;
  }

  void wrong(String finding) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(finding);
    } else {
      unsaid++;
    }
  }

  /** What is wrong so far. */
  List<String> findings() {
    List<String> all = new ArrayList<>(findings);
    if (unsaid > 0) {
      all.add("and %d more".formatted(unsaid));
    }
    return all;
  }

  /** The command, where nothing is wrong. */
  Optional<ControlCommand> ifRight(Supplier<ControlCommand> command) {
    return findings.isEmpty() ? Optional.of(command.get()) : Optional.empty();
  }

  /** A name of 1 to so many characters. */
  String name(String field, int maxChars) {
    JsonNode value = fields.path(field);
    String text = value.textValue();
    if (text == null
        || text.isEmpty()
        || text.length() > maxChars
        || text.chars().anyMatch(Character::isISOControl)) {
      refuse(field, "a text of 1.." + maxChars + " characters without control characters");
      return UNKNOWN;
    }
    return text;
  }

  String tenant() {
    return fields.has("tenant")
        ? name("tenant", EventLimits.MAX_NAME_CHARS)
        : EventLimits.DEFAULT_TENANT;
  }

  /**
   * When it takes effect, in microseconds; {@link CommandText#UNSTAMPED} where it may be left out.
   */
  long effectiveMicros(boolean required) {
    JsonNode value = fields.path("effective_ts");
    if (!required && value.isMissingNode()) {
      return CommandText.UNSTAMPED;
    }
    long micros = CommandText.micros(value);
    if (micros == CommandText.UNSTAMPED) {
      boolean millis = value.isNumber() && value.doubleValue() >= EventLimits.MAX_TS_SECONDS;
      refuse(
          "effective_ts",
          "epoch seconds above 0 and below 1e11",
          millis ? "; is it in milliseconds? divide by 1000" : "");
    }
    return micros;
  }

  Optional<CommandType> type() {
    String word = fields.path("type").textValue();
    Optional<CommandType> type = CommandType.ofWord(word);
    if (type.isEmpty()) {
      List<String> words = CommandType.words();
      refuse(
          "type",
          "one of " + String.join(", ", words),
          word == null ? "" : Suggestion.didYouMean(word, words));
    }
    return type;
  }

  /** Finds fields that no command, or none of this type, has. */
  void checkKnown(Optional<CommandType> type) {
    Set<String> known = new LinkedHashSet<>(OF_EVERY_COMMAND);
    for (CommandType one : CommandType.values()) {
      if (type.isEmpty() || type.get() == one) {
        known.addAll(one.fields());
      }
    }
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String near = Suggestion.didYouMean(name, known);
                String hint = near.isEmpty() ? "; known: " + String.join(", ", known) : near;
                wrong("must be a known key: %s%s".formatted(clipped(name), hint));
              }
            });
  }

  /** A number; NaN after a finding. */
  double number(String field, Range range) {
    JsonNode value = fields.path(field);
    if (value.isNumber() && range.has(value.doubleValue())) {
      return value.doubleValue();
    }
    String hint = value.isTextual() ? "; write it without quotes" : "";
    refuse(field, "a number in " + range, hint);
    return Double.NaN;
  }

  /** A text that is not blank. */
  Optional<String> text(String field) {
    String text = fields.path(field).textValue();
    if (text == null || text.isBlank()) {
      refuse(field, "the text of " + field + ".yaml");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** A curve; empty after a finding. */
  Optional<GainCurve> curve(String field) {
    JsonNode value = fields.path(field);
    if (!value.isArray() || value.isEmpty() || value.size() > MAX_POINTS) {
      refuse(
          field,
          "a table of points [x, y]",
          value.isObject() || value.isNumber() ? "; a curve is given whole, never patched" : "");
      return Optional.empty();
    }
    List<GainCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      Optional<GainCurve.Point> point = point(field + '[' + i + ']', value.get(i));
      if (point.isEmpty()) {
        continue;
      }
      double before = points.isEmpty() ? -1 : points.get(points.size() - 1).x();
      if (!(point.get().x() > before)) {
        wrong(
            "must increase in x: %s[%d]=%s after %s"
                .formatted(field, i, shown(value.get(i)), Range.text(before)));
      } else {
        points.add(point.get());
      }
    }
    return findings.isEmpty() ? Optional.of(new GainCurve(points)) : Optional.empty();
  }

  private Optional<GainCurve.Point> point(String at, JsonNode pair) {
    boolean right =
        pair.isArray()
            && pair.size() == 2
            && pair.get(0).isNumber()
            && pair.get(1).isNumber()
            && ControlCommand.Curves.ENTROPY_RATIO.has(pair.get(0).doubleValue())
            && ControlCommand.Curves.GAIN.has(pair.get(1).doubleValue());
    if (!right) {
      wrong(
          "must be a point [x, y] with x in %s and y in %s: %s=%s"
              .formatted(
                  ControlCommand.Curves.ENTROPY_RATIO,
                  ControlCommand.Curves.GAIN,
                  at,
                  shown(pair)));
      return Optional.empty();
    }
    return Optional.of(new GainCurve.Point(pair.get(0).doubleValue(), pair.get(1).doubleValue()));
  }

  private void refuse(String field, String accepted) {
    refuse(field, accepted, "");
  }

  private void refuse(String field, String accepted, String hint) {
    JsonNode value = fields.path(field);
    String fact = value.isMissingNode() ? field + " is missing" : field + "=" + shown(value);
    wrong("must be %s: %s%s".formatted(accepted, fact, hint));
  }

  private static String shown(JsonNode value) {
    return clipped(value.toString());
  }

  private static String clipped(String text) {
    return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS - 3) + "..." : text;
  }
}
