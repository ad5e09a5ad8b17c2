package lumen.ctl.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import lumen.runtime.lines.SortFields;

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

  /** The key of a line by the fields that its output is sorted by. */
  static LineKey of(SortFields by, String line) throws IOException {
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
        if (value == JsonToken.VALUE_STRING && name.equals(by.first())) {
          a = json.getText();
        } else if (value == JsonToken.VALUE_STRING && name.equals(by.second())) {
          b = json.getText();
        } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals(by.number())) {
          n = json.getLongValue();
        } else if (value == JsonToken.VALUE_NUMBER_FLOAT && name.equals(by.number())) {
          n = Math.round(json.getDoubleValue() * MICROS);
        } else if (value == JsonToken.VALUE_STRING && name.equals(by.last1())) {
          c = json.getText();
        } else if (value == JsonToken.VALUE_STRING && name.equals(by.last2())) {
          d = json.getText();
        } else {
          json.skipChildren();
        }
      }
    }
    return new LineKey(a, b, n, c + '\0' + d);
  }
}
