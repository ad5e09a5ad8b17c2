package lumen.ctl.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;

/**
 * What a line is sorted by: texts, then a number (one with decimals counts in millionths), then a
 * last text.
 *
 * @param first first text
 * @param second second text
 * @param number number
 * @param last text that decides between equal numbers
 */
record LineKey(String first, String second, long number, String last) {
  static final Comparator<LineKey> ORDER =
      Comparator.comparing(LineKey::first)
          .thenComparing(LineKey::second)
          .thenComparingLong(LineKey::number)
          .thenComparing(LineKey::last);

  private static final JsonFactory JSON = new JsonFactory();
  private static final double MICROS = 1e6;

  /** Names the fields that make up the key; an empty name stands for nothing. */
  record Fields(String first, String second, String number, String last1, String last2) {
    static final Fields FRAME = new Fields("tenant", "", "grid", "", "");
    static final Fields CHANNEL_FRAME = new Fields("tenant", "", "grid", "source", "key");
    static final Fields CONTROL = new Fields("tenant", "", "ts", "", "");
    static final Fields EVIDENCE = new Fields("tenant", "", "ts", "id", "");
    static final Fields NOTICE = new Fields("stream", "file", "offset", "", "");

    LineKey of(String line) throws IOException {
      String a = "";
      String b = "";
      long n = 0;
      String c = "";
      String d = "";
      try (JsonParser json = JSON.createParser(line)) {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (value == JsonToken.VALUE_STRING && name.equals(first)) {
            a = json.getText();
          } else if (value == JsonToken.VALUE_STRING && name.equals(second)) {
            b = json.getText();
          } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals(number)) {
            n = json.getLongValue();
          } else if (value == JsonToken.VALUE_NUMBER_FLOAT && name.equals(number)) {
            n = Math.round(json.getDoubleValue() * MICROS);
          } else if (value == JsonToken.VALUE_STRING && name.equals(last1)) {
            c = json.getText();
          } else if (value == JsonToken.VALUE_STRING && name.equals(last2)) {
            d = json.getText();
          } else {
            json.skipChildren();
          }
        }
      }
      return new LineKey(a, b, n, c + '\0' + d);
    }
  }
}
