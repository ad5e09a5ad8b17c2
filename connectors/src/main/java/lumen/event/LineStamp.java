package lumen.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/**
 * The {@code ts} of lines in whatever unit and zone they write it, to be held against that of other
 * lines of the same recorder, and for nothing else.
 */
public final class LineStamp {
  private static final JsonFactory JSON = new JsonFactory();

  private final IsoTime iso = new IsoTime(new WallClock(ZoneOffset.UTC));

  /** The stamp of the line {@code bytes[from, to)}; NaN where it tells none. */
  public double of(byte[] bytes, int from, int to) {
    try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Double.NaN;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals("ts");
        JsonToken value = json.nextToken();
        if (found) {
          return stamp(json, value);
        }
        json.skipChildren();
      }
      return Double.NaN;
    } catch (IOException e) {
      // A line that cannot be read is rejected where it is read as an event.
      return Double.NaN;
    }
  }

  private double stamp(JsonParser json, JsonToken value) throws IOException {
    if (value.isNumeric()) {
      return json.getDoubleValue();
    }
    if (value != JsonToken.VALUE_STRING) {
      return Double.NaN;
    }
    byte[] text = json.getText().getBytes(StandardCharsets.UTF_8);
    return iso.read(text, 0, text.length) ? iso.micros() : TextNumber.of(json.getText());
  }
}
