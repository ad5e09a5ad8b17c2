package lumen.ctl.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import lumen.terminal.Json;

/** How notes write what they say about an event source. */
final class SourceText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final int MICRO_DIGITS = 6;
  private static final int MILLI_DIGITS = 3;

  private SourceText() {}

  /** Microseconds as seconds, to the millisecond. */
  static String seconds(long micros) {
    return BigDecimal.valueOf(micros, MICRO_DIGITS)
        .setScale(MILLI_DIGITS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Where a line stands. */
  static String place(JsonNode at) {
    return "%s line %d, byte offset %d"
        .formatted(at.path("file").asText(), at.path("line").asLong(), at.path("offset").asLong());
  }

  /** What is to be said of a source's clock in sensors.yaml. */
  static String clock(String source, String keys) {
    return keys(source, "clock: {" + keys + "}");
  }

  /** What is to be said of a source in sensors.yaml. */
  static String keys(String source, String keys) {
    String key =
        PLAIN.matcher(source).matches() ? source : Json.mapper().valueToTree(source).toString();
    return "`sources: {%s: {%s}}` in sensors.yaml".formatted(key, keys);
  }
}
