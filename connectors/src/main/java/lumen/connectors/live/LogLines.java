package lumen.connectors.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lumen.event.Command;
import lumen.event.EventLimits;
import lumen.event.LogFormat;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;

/**
 * Writes the lines of the log of decided events: the events themselves in the schema of any
 * recording, with arrival ({@code at}), stream and verdict in {@code meta}; and notices of what is
 * no event. Times are seconds with six digits, which reads back to the same microsecond.
 */
public final class LogLines {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final JsonGenerator json;

  /** A writer of lines; to be used by one thread. */
  public LogLines() {
    try {
      json = JSON.createGenerator(bytes);
      json.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** What a line is made of. */
  @FunctionalInterface
  private interface Content {
    void write() throws IOException;
  }

  private byte[] line(Content content) {
    bytes.reset();
    try {
      json.writeStartObject();
      content.write();
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The header of a log.
   *
   * @param outOfOrdernessMicros how far behind its arrival an accepted event of it may be
   */
  public byte[] header(long outOfOrdernessMicros) {
    return line(
        () -> {
          json.writeStringField(LogFormat.KIND, LogFormat.LOG);
          json.writeNumberField(LogFormat.VERSION_FIELD, LogFormat.VERSION);
          json.writeNumberField(LogFormat.OUT_OF_ORDERNESS, outOfOrdernessMicros);
        });
  }

  /** The clock went on. */
  public byte[] beat(long atMicros) {
    return line(
        () -> {
          json.writeStringField(LogFormat.KIND, LogFormat.BEAT);
          seconds(LogFormat.AT, atMicros);
        });
  }

  /**
   * An operator's command.
   *
   * @param command one JSON object in one line
   * @param atMicros how far the log has come when it is taken
   */
  byte[] command(String command, long atMicros) {
    return line(
        () -> {
          json.writeStringField(LogFormat.KIND, LogFormat.COMMAND);
          seconds(LogFormat.AT, atMicros);
          json.writeStringField(LogFormat.STREAM, Command.STREAM);
          json.writeFieldName(LogFormat.COMMAND);
          json.writeRawValue(command);
        });
  }

  byte[] refused(LiveStream stream, RejectReason reason, String detail, String raw, long atMicros) {
    return line(
        () -> {
          notice(LogFormat.REJECT, stream, atMicros);
          json.writeStringField(LogFormat.REASON, reason.code());
          json.writeStringField(LogFormat.DETAIL, unicode(detail));
          json.writeStringField(LogFormat.RAW, unicode(clipped(raw)));
        });
  }

  byte[] counted(LiveStream stream, String kind, long count, long atMicros) {
    return line(
        () -> {
          notice(kind, stream, atMicros);
          json.writeNumberField(LogFormat.COUNT, count);
        });
  }

  byte[] event(LiveStream stream, LiveMessage message, long micros, boolean late, boolean clamped) {
    return line(
        () -> {
          seconds("ts", micros);
          json.writeStringField("source", stream.source());
          value(message);
          json.writeObjectFieldStart(LogFormat.META);
          if (!stream.tenant().equals(EventLimits.DEFAULT_TENANT)) {
            json.writeStringField("tenant", stream.tenant());
          }
          json.writeStringField(LogFormat.STREAM, stream.name());
          seconds(LogFormat.AT, message.arrivalMicros());
          if (late) {
            json.writeStringField(LogFormat.FATE, LogFormat.LATE);
          }
          if (clamped) {
            json.writeNumberField(LogFormat.CLAMPED, 1);
          }
          json.writeEndObject();
        });
  }

  private void value(LiveMessage message) throws IOException {
    if (message instanceof LiveMessage.Scalar m) {
      json.writeStringField("key", unicode(m.key()));
      json.writeNumberField("value", m.value());
    } else if (message instanceof LiveMessage.Elements m) {
      json.writeStringField("key", unicode(m.key()));
      json.writeArrayFieldStart("value");
      for (double value : m.values()) {
        number(value);
      }
      json.writeEndArray();
    } else if (message instanceof LiveMessage.Fields m) {
      json.writeStringField("key", unicode(m.key()));
      json.writeObjectFieldStart("value");
      for (int i = 0; i < m.fields().length; i++) {
        json.writeFieldName(unicode(m.fields()[i]));
        number(m.values()[i]);
      }
      json.writeEndObject();
    } else if (message instanceof LiveMessage.Text m) {
      json.writeStringField("key", unicode(m.key()));
      json.writeStringField("value", unicode(m.text()));
    }
  }

  private void number(double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private void notice(String kind, LiveStream stream, long atMicros) throws IOException {
    json.writeStringField(LogFormat.KIND, kind);
    seconds(LogFormat.AT, atMicros);
    json.writeStringField(LogFormat.STREAM, stream.name());
    json.writeStringField(LogFormat.SOURCE, stream.source());
  }

  private void seconds(String field, long micros) throws IOException {
    long fraction = MICROS_PER_SECOND + micros % MICROS_PER_SECOND;
    json.writeFieldName(field);
    json.writeNumber(micros / MICROS_PER_SECOND + "." + Long.toString(fraction).substring(1));
  }

  private static String clipped(String raw) {
    return raw.substring(0, Math.min(raw.length(), EventLimits.MAX_RAW_BYTES));
  }

  /** The text with a question mark for each half of a surrogate pair that stands alone. */
  private static String unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
