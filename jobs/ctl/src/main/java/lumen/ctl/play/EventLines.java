package lumen.ctl.play;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lumen.connectors.replay.RecordedLines;
import lumen.connectors.replay.RecordedParts;
import lumen.event.EventLimits;
import lumen.event.IsoTime;

/** The events of one recorded stream, in the order of its lines; what is none is counted. */
final class EventLines implements AutoCloseable {
  private static final double MICROS = 1e6;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final RecordedLines lines;
  private final IsoTime iso = new IsoTime();
  private long passedOver;

  EventLines(RecordedParts parts) {
    lines = new RecordedLines(parts);
  }

  /** The next event; null at the end of the stream. */
  PlayedEvent next() throws IOException {
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      Optional<PlayedEvent> event = read(line);
      if (event.isPresent()) {
        return event.get();
      }
    }
    return null;
  }

  /** Lines that were no events: unreadable, or of a log's own. */
  long passedOver() {
    return passedOver;
  }

  private Optional<PlayedEvent> read(byte[] line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (IOException e) {
      passedOver++;
      return Optional.empty();
    }
    long micros = micros(node.path("ts"));
    JsonNode value = node.path("value");
    boolean isEvent =
        micros > 0
            && node.path("source").isTextual()
            && node.path("key").isTextual()
            && !node.path("key").textValue().isEmpty()
            && (value.isNumber() || value.isTextual() || value.isContainerNode());
    if (!isEvent) {
      passedOver++;
      return Optional.empty();
    }
    return Optional.of(
        new PlayedEvent(
            micros,
            node.path("source").textValue(),
            node.path("key").textValue(),
            value,
            node.path("meta")));
  }

  /** As a stream takes it that says nothing of its times: seconds, or ISO-8601; 0: no time. */
  private long micros(JsonNode ts) {
    if (ts.isNumber()) {
      double seconds = ts.doubleValue();
      return seconds > 0 && seconds < EventLimits.MAX_TS_SECONDS
          ? (long) Math.rint(seconds * MICROS)
          : 0;
    }
    byte[] text = ts.isTextual() ? ts.textValue().getBytes(StandardCharsets.UTF_8) : new byte[0];
    return iso.read(text, 0, text.length) ? iso.micros() : 0;
  }

  /** Parts that broke off, and why. */
  List<String> damages() {
    return lines.damages();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
