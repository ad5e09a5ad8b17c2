package lumen.fusion.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import lumen.connectors.postgres.ResonanceEvent;

/** Reads a frame's line back into the values that outlets want. */
public final class FrameRow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MICROS = 1e6;

  private FrameRow() {}

  /** The row of a frame. */
  public static ResonanceEvent of(String line) {
    JsonNode frame = read(line);
    return new ResonanceEvent(
        frame.path("tenant").asText(),
        (long) Math.rint(frame.path("ts").asDouble() * MICROS),
        number(frame, "phase_diff"),
        number(frame, "sync_quality"),
        number(frame, "entropy_ratio"));
  }

  static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a frame must be one JSON object: " + line, e);
    }
  }

  /** A number, NaN where it is null. */
  static double number(JsonNode frame, String field) {
    return frame.path(field).asDouble(Double.NaN);
  }
}
