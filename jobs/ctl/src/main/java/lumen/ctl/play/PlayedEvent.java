package lumen.ctl.play;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event of a recording.
 *
 * @param micros its time, microseconds since the epoch
 * @param source event source
 * @param key channel key
 * @param value a number, a text, an array or an object
 * @param meta what else is said of it; missing where nothing is
 */
public record PlayedEvent(long micros, String source, String key, JsonNode value, JsonNode meta) {}
