package lumen.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lumen.event.CommandText;
import lumen.event.EventLimits;

/** The fields of a command; collects what is wrong with them. */
public final class CommandFields {
  private static final List<String> OF_EVERY_COMMAND =
      List.of("id", "author", "tenant", "effective_ts", "type");
  private static final int MAX_FINDINGS = 50;
  private static final int SHOWN_CHARS = 60;
  private static final String UNKNOWN = "?";

  private final JsonNode fields;
  private final Hint hint;
  private final List<String> findings = new ArrayList<>();
  private long unsaid;

  CommandFields(JsonNode fields, Hint hint) {
    this.fields = fields;
    this.hint = hint;
  }

  /** Takes a finding. */
  public void wrong(String finding) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(finding);
    } else {
      unsaid++;
    }
  }

  /** What is wrong so far. */
  public List<String> findings() {
    List<String> all = new ArrayList<>(findings);
    if (unsaid > 0) {
      all.add("and %d more".formatted(unsaid));
    }
    return all;
  }

  /** The command, where nothing is wrong. */
  public <C> Optional<C> ifRight(Supplier<? extends C> command) {
    return findings.isEmpty() ? Optional.of(command.get()) : Optional.empty();
  }

  /** A name of 1 to so many characters. */
  public String name(String field, int maxChars) {
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

  /** The type that the command names, of those that there are. */
  <C> Optional<CommandShape<C>> shape(List<CommandShape<C>> shapes) {
    String word = fields.path("type").textValue();
    Optional<CommandShape<C>> named =
        shapes.stream().filter(shape -> shape.word().equals(word)).findFirst();
    if (named.isEmpty()) {
      List<String> words = shapes.stream().map(CommandShape::word).toList();
      refuse(
          "type", "one of " + String.join(", ", words), word == null ? "" : hint.of(word, words));
    }
    return named;
  }

  /** Finds fields that no command, or none of these types, has. */
  void checkKnown(List<? extends CommandShape<?>> shapes) {
    Set<String> known = new LinkedHashSet<>(OF_EVERY_COMMAND);
    shapes.forEach(shape -> known.addAll(shape.fields()));
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String near = hint.of(name, known);
                String more = near.isEmpty() ? "; known: " + String.join(", ", known) : near;
                wrong("must be a known key: %s%s".formatted(clipped(name), more));
              }
            });
  }

  /** A number; NaN after a finding. */
  public double number(String field, Range range) {
    JsonNode value = fields.path(field);
    if (value.isNumber() && range.has(value.doubleValue())) {
      return value.doubleValue();
    }
    refuse(field, "a number in " + range, value.isTextual() ? "; write it without quotes" : "");
    return Double.NaN;
  }

  /**
   * A text that is not blank; empty after a finding.
   *
   * @param accepted what it must be
   */
  public Optional<String> text(String field, String accepted) {
    String text = fields.path(field).textValue();
    if (text == null || text.isBlank()) {
      refuse(field, accepted);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** What stands at a field; a missing node where there is none. */
  public JsonNode value(String field) {
    return fields.path(field);
  }

  private void refuse(String field, String accepted) {
    refuse(field, accepted, "");
  }

  /**
   * Finds that a field is not what it must be.
   *
   * @param accepted what it must be
   * @param more what else there is to say, after the fact; empty for nothing
   */
  public void refuse(String field, String accepted, String more) {
    JsonNode value = fields.path(field);
    String fact = value.isMissingNode() ? field + " is missing" : field + "=" + shown(value);
    wrong("must be %s: %s%s".formatted(accepted, fact, more));
  }

  /** A value as it stands, clipped. */
  public static String shown(JsonNode value) {
    return clipped(value.toString());
  }

  private static String clipped(String text) {
    return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS - 3) + "..." : text;
  }
}
