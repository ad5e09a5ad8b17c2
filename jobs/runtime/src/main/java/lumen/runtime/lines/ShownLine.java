package lumen.runtime.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The fields of a line that a savepoint kept.
 *
 * @param fields the line's object
 */
public record ShownLine(JsonNode fields) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MICROS = 1e6;

  /** Reads a line that the same output wrote. */
  public static ShownLine of(String line) {
    try {
      return new ShownLine(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a line must be one JSON object: " + line, e);
    }
  }

  /** A text; empty where it is null. */
  public String text(String name) {
    return fields.path(name).asText("");
  }

  /** A number; NaN where it is null. */
  public double number(String name) {
    return fields.path(name).asDouble(Double.NaN);
  }

  /** A whole number; 0 where there is none. */
  public long whole(String name) {
    return fields.path(name).asLong();
  }

  /** True or false; false where there is none. */
  public boolean flag(String name) {
    return fields.path(name).asBoolean();
  }

  /** A time in seconds, as microseconds. */
  public long micros(String name) {
    return (long) Math.rint(fields.path(name).asDouble() * MICROS);
  }
}
