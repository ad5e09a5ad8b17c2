package lumen.overlay.ingest;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Map;
import lumen.event.EventLimits;
import lumen.overlay.record.RouteReason;
import lumen.runtime.row.RowField;

/**
 * The fields of a line by their names; each is asked for in its turn, and the first fault tells.
 */
final class LineFields {
  private static final double MICROS = 1e6;
  private static final double MOST = 1e7;

  private final Map<String, RowField> byName;

  LineFields(Map<String, RowField> byName) {
    this.byName = byName;
  }

  /** Whether a field holds something; null is as left out. */
  boolean has(String name) {
    RowField field = byName.get(name);
    return field != null && field.isGiven();
  }

  private RowField required(String name) throws LineFault {
    if (!has(name)) {
      throw new LineFault(RouteReason.MISSING_FIELD, name + " must be given");
    }
    return byName.get(name);
  }

  /** The time of the line, microseconds since the epoch: seconds x 1e6, half to even. */
  long micros() throws LineFault {
    RowField ts = required("ts");
    if (!ts.isNumber() || !(ts.number() > 0) || ts.number() > Double.MAX_VALUE) {
      throw new LineFault(
          RouteReason.BAD_TS,
          "ts must be seconds since the epoch, > 0 and finite, is " + ts.said());
    }
    if (ts.number() >= EventLimits.MAX_TS_SECONDS) {
      throw new LineFault(
          RouteReason.TS_NOT_SECONDS,
          "ts must be seconds since the epoch, below 1e11: is it in milliseconds? divide by 1000: "
              + ts.said());
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
    RowField field = required(name);
    String text = field.text();
    boolean right = field.isText() && !text.isEmpty() && text.length() <= maxChars;
    if (!right) {
      throw new LineFault(
          reason, name + " must be a text of 1.." + maxChars + " characters, is " + field.said());
    }
    return text;
  }

  /** A number from 0 to 1; NaN where it is left out. */
  double share(String name) throws LineFault {
    if (!has(name)) {
      return Double.NaN;
    }
    RowField field = byName.get(name);
    if (!field.isNumber() || !(field.number() >= 0 && field.number() <= 1)) {
      throw new LineFault(
          RouteReason.BAD_VALUE, name + " must be a number in 0..1, is " + field.said());
    }
    return field.number();
  }

  /** A whole number from 0 to 1e7. */
  long whole(String name) throws LineFault {
    RowField field = required(name);
    double number = field.number();
    boolean right =
        field.isNumber() && number == Math.rint(number) && number >= 0 && number <= MOST;
    if (!right) {
      throw new LineFault(
          RouteReason.NOT_A_WHOLE_NUMBER,
          name + " must be a whole number in 0..10000000, is " + field.said());
    }
    return (long) number;
  }

  /** A text that is compared with words; empty where it is none. */
  String word(String name) throws LineFault {
    RowField field = required(name);
    return field.token() == JsonToken.VALUE_STRING ? field.text() : "";
  }

  /** The JSON of an object. */
  String object(String name) throws LineFault {
    RowField field = required(name);
    if (field.token() != JsonToken.START_OBJECT) {
      throw new LineFault(RouteReason.BAD_COMMAND, name + " must be an object, is " + field.said());
    }
    return field.text();
  }
}
