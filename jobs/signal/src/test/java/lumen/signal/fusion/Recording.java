package lumen.signal.fusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The numbers of a recording of one stream: read, checked, late ones left out, duplicates resolved
 * (the last wins), in order of time.
 *
 * @param channels samples by time in microseconds, per channel
 */
record Recording(NavigableMap<ChannelId, NavigableMap<Long, Double>> channels) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOO_LARGE_S = 1e11;

  /** Reads gzipped ndjson; an event is late behind the running line of its stream. */
  static Recording read(InputStream gzipped, long outOfOrdernessMicros, long idleMicros)
      throws IOException {
    Recording recording = new Recording(new TreeMap<>());
    Line line = new Line(outOfOrdernessMicros, idleMicros);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzipped), StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        recording.take(text, line);
      }
    }
    return recording;
  }

  private void take(String text, Line line) {
    JsonNode event;
    try {
      event = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return;
    }
    JsonNode value = event.path("value");
    boolean usable = value.isNumber() || value.isTextual() || value.isArray() || value.isObject();
    double ts = event.path("ts").asDouble(Double.NaN);
    if (!(ts > 0 && ts < TOO_LARGE_S) || !usable) {
      return;
    }
    long micros = (long) Math.rint(ts * 1e6);
    String source = event.get("source").textValue();
    if (!line.accepts(source, micros)) {
      return;
    }
    String key = event.get("key").textValue();
    if (value.isNumber()) {
      put(source, key, micros, value.doubleValue());
    }
    value
        .properties()
        .forEach(field -> put(source, key + "." + field.getKey(), micros, field.getValue()));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      put(source, key + "[" + i + "]", micros, value.get(i));
    }
  }

  private void put(String source, String key, long micros, JsonNode element) {
    if (element.isNumber()) {
      put(source, key, micros, element.doubleValue());
    }
  }

  private void put(String source, String key, long micros, double value) {
    channels.computeIfAbsent(new ChannelId(source, key), id -> new TreeMap<>()).put(micros, value);
  }

  /** The line behind which an event is late. */
  private static final class Line {
    private static final long MAX_AHEAD_MICROS = 86_400_000_000L;
    private final long outOfOrderness;
    private final long idle;
    private final Map<String, Long> newest = new TreeMap<>();
    private long newestOfAll = Long.MIN_VALUE;
    private long at = Long.MIN_VALUE;

    Line(long outOfOrderness, long idle) {
      this.outOfOrderness = outOfOrderness;
      this.idle = idle;
    }

    boolean accepts(String source, long micros) {
      boolean ahead = newestOfAll > 0 && micros > newestOfAll + MAX_AHEAD_MICROS;
      if (micros < at || ahead) {
        return false;
      }
      newest.merge(source, micros, Math::max);
      newestOfAll = Math.max(newestOfAll, micros);
      long least = Long.MAX_VALUE;
      for (long own : newest.values()) {
        if (newestOfAll - own < idle) {
          least = Math.min(least, own);
        }
      }
      at = Math.max(at, least - outOfOrderness);
      return true;
    }
  }
}
