package lumen.overlay.ingest;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Map;
import lumen.event.EventLimits;
import lumen.overlay.record.RouteReason;

/**
 * The fields of a line by their names; each is asked for in its turn, and the first fault tells.
 */
final class LineFields {
  private static final double MICROS = 1e6;
  private static final double MOST = 1e7;

  private final Map<String, Field> byName;

  /**
   * One field.
   *
   * @param token what its value begins with
   * @param text a string's characters; the JSON of an object or array
   * @param number a number's value
   */
  record Field(JsonToken token, String text, double number) {}

  LineFields(Map<String, Field> byName) {
    this.byName = byName;
  }

  /** Whether a field holds something; null is as left out. */
  boolean has(String name) {
    Field field = byName.get(name);
    return field != null && field.token() != JsonToken.VALUE_NULL;
  }

  private Field required(String name) throws LineFault {
    if (!has(name)) {
      throw new LineFault(RouteReason.MISSING_FIELD, name + " must be given");
    }
    return byName.get(name);
  }

  /** The time of the line, microseconds since the epoch: seconds x 1e6, half to even. */
  long micros() throws LineFault {
    Field ts = required("ts");
    if (!isNumber(ts) || !(ts.number() > 0) || ts.number() > Double.MAX_VALUE) {
      throw new LineFault(
          RouteReason.BAD_TS, "ts must be seconds since the epoch, > 0 and finite, is " + said(ts));
    }
    if (ts.number() >= EventLimits.MAX_TS_SECONDS) {
      throw new LineFault(
          RouteReason.TS_NOT_SECONDS,
          "ts must be seconds since the epoch, below 1e11: is it in milliseconds? divide by 1000: "
              + said(ts));
    }
    return (long) Math.rint(ts.number() * MICROS);
  }

  String tenant() throws LineFault {
    return has("tenant")
        ? text("tenant", EventLimits.MAX_NAME_CHARS, RouteReason.BAD_TENANT)
        : EventLimits.DEFAULT_TENANT;
  }

  String text(String name, int maxChars) throws LineFault {
    return text(name, maxChars, RouteReason.BAD_VALUE);
  }

  private String text(String name, int maxChars, RouteReason reason) throws LineFault {
    Field field = required(name);
    String text = field.text();
    boolean right =
        field.token() == JsonToken.VALUE_STRING
            && !text.isEmpty()
            && text.length() <= maxChars
            && isUnicode(text);
    if (!right) {
      throw new LineFault(
          reason, name + " must be a text of 1.." + maxChars + " characters, is " + said(field));
    }
    return text;
  }

  /** Whether the text has no half of a surrogate pair by itself. */
  private static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  /** A number from 0 to 1; NaN where it is left out. */
  double share(String name) throws LineFault {
    if (!has(name)) {
      return Double.NaN;
    }
    Field field = byName.get(name);
    if (!isNumber(field) || !(field.number() >= 0 && field.number() <= 1)) {
      throw new LineFault(
          RouteReason.BAD_VALUE, name + " must be a number in 0..1, is " + said(field));
    }
    return field.number();
  }

  /** A whole number from 0 to 1e7. */
  long whole(String name) throws LineFault {
    Field field = required(name);
    double number = field.number();
    boolean right = isNumber(field) && number == Math.rint(number) && number >= 0 && number <= MOST;
    if (!right) {
      throw new LineFault(
          RouteReason.NOT_A_WHOLE_NUMBER,
          name + " must be a whole number in 0..10000000, is " + said(field));
    }
    return (long) number;
  }

  /** A text that is compared with words; empty where it is none. */
  String word(String name) throws LineFault {
    Field field = required(name);
    return field.token() == JsonToken.VALUE_STRING ? field.text() : "";
  }

  /** The JSON of an object. */
  String object(String name) throws LineFault {
    Field field = required(name);
    if (field.token() != JsonToken.START_OBJECT) {
      throw new LineFault(RouteReason.BAD_COMMAND, name + " must be an object, is " + said(field));
    }
    return field.text();
  }

  private static boolean isNumber(Field field) {
    return field.token().isNumeric();
  }

  private static String said(Field field) {
    String text = field.text();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
