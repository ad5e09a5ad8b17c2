package lumen.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads evidence, one entry after the other. */
final class EvidenceReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** The value of a transition that says why. */
  private static final String CAUSE = "cause";

  private static final MathContext SHOWN = new MathContext(4);

  private final Path file;
  private final MappingIterator<JsonNode> entries;
  private JsonNode entry = JSON.nullNode();

  EvidenceReader(Path file) throws IOException {
    this.file = file;
    entries = JSON.readerFor(JsonNode.class).readValues(file.toFile());
  }

  /** Moves to the next entry; false at the end. */
  boolean next() throws IOException {
    try {
      if (!entries.hasNextValue()) {
        return false;
      }
      entry = entries.nextValue();
    } catch (JsonProcessingException e) {
      throw broken("evidence must be JSON", e);
    }
    if (!entry.path("ts").isNumber() || !entry.path("tenant").isTextual()) {
      throw broken("an entry of evidence must have the number ts and the text tenant", null);
    }
    return true;
  }

  private IOException broken(String rule, Throwable cause) {
    int line = entries.getCurrentLocation().getLineNr();
    return new IOException(rule + ": file=" + file + " line=" + line, cause);
  }

  String tenant() {
    return entry.path("tenant").asText();
  }

  /** The entry. */
  EvidenceLog.Entry entry() throws IOException {
    return new EvidenceLog.Entry(
        entry.path("ts").asDouble(),
        EntryKind.of(entry.path("kind").asText()),
        text("rule"),
        what(),
        values());
  }

  /** The limits of the tick that the entry tells of, if it does. */
  Optional<EvidenceLog.Limits> limits() {
    JsonNode min = entry.path("values").path("min_tick_ms");
    JsonNode max = entry.path("values").path("max_tick_ms");
    return min.isNumber() && max.isNumber()
        ? Optional.of(
            new EvidenceLog.Limits(entry.path("ts").asDouble(), min.asDouble(), max.asDouble()))
        : Optional.empty();
  }

  private String text(String field) {
    return entry.path(field).asText("");
  }

  /** What it says: the risk, unless the rule is called so, the quote, the action, the cause. */
  private String what() {
    StringJoiner parts = new StringJoiner("; ");
    String quote = text("quote");
    add(parts, text("risk").equals(text("rule")) ? "" : text("risk"));
    add(parts, quote.isEmpty() ? "" : '\u201C' + quote + '\u201D');
    add(parts, text("action"));
    add(parts, entry.path("values").path(CAUSE).asText(""));
    return parts.toString();
  }

  private static void add(StringJoiner parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private String values() {
    StringJoiner parts = new StringJoiner(", ");
    for (Map.Entry<String, JsonNode> value : entry.path("values").properties()) {
      if (!value.getValue().isNull() && !value.getKey().equals(CAUSE)) {
        parts.add(value.getKey() + " " + shown(value.getValue()));
      }
    }
    return parts.toString();
  }

  /** A value as a report shows it: numbers to four digits. */
  static String shown(JsonNode value) {
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      return value.asText();
    }
    BigDecimal rounded = BigDecimal.valueOf(value.asDouble()).round(SHOWN).stripTrailingZeros();
    return rounded.toPlainString();
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
