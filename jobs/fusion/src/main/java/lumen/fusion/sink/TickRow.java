package lumen.fusion.sink;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A control frame's line, read back into the values that can be played.
 *
 * @param tenant whose bridge
 * @param micros its time, microseconds since the epoch
 * @param outputsOn whether the state lets anybody hear it
 * @param entropyRatio 0 locked .. 1 none, NaN where it is not known
 * @param syncQuality 0..1, NaN where it is not known
 */
record TickRow(
    String tenant, long micros, boolean outputsOn, double entropyRatio, double syncQuality) {
  private static final double MICROS = 1e6;

  /** Reads a line. */
  static TickRow of(String line) {
    JsonNode tick = FrameRow.read(line);
    return new TickRow(
        tick.path("tenant").asText(),
        (long) Math.rint(tick.path("ts").asDouble() * MICROS),
        ControlJson.outputsOn(tick.path("state").asText()),
        FrameRow.number(tick, "entropy_ratio"),
        FrameRow.number(tick, "sync_quality"));
  }
}
