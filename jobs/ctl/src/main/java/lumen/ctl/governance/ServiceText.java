package lumen.ctl.governance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;

/** A line about a service, field by field. */
final class ServiceText {
  private static final long SECOND = 1_000_000;
  private static final int MICRO_DIGITS = 6;

  private final StringBuilder line = new StringBuilder(256);

  /**
   * Begins a line.
   *
   * @param micros when it became known, us since the epoch
   */
  ServiceText(String type, long micros, String service) {
    line.append("{\"type\":\"").append(type).append('"');
    seconds("ts", micros).text("service", service);
  }

  private ServiceText name(String name) {
    line.append(",\"").append(name).append("\":");
    return this;
  }

  /** A field that is a text. */
  ServiceText text(String name, String value) {
    name(name).line.append('"').append(JsonStringEncoder.getInstance().quoteAsString(value));
    line.append('"');
    return this;
  }

  /** A field that is a time, us since the epoch. */
  ServiceText seconds(String name, long micros) {
    return raw(
        name,
        micros % SECOND == 0
            ? Long.toString(micros / SECOND)
            : BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros().toPlainString());
  }

  /** A field whose value is JSON. */
  ServiceText raw(String name, String json) {
    name(name).line.append(json);
    return this;
  }

  /** The line, without its end. */
  String end() {
    return line.append('}').toString();
  }
}
