package lumen.runtime.lines;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;

/**
 * Builds one line of JSON. Numbers stand in the shortest form that reads back equal (Raffaello
 * Giulietti's Schubfach), without an exponent from 1e-5 to 1e16; NaN and infinities stand as null.
 */
public final class JsonLine {
  private static final double PLAIN_FROM = 1e-5;
  private static final double PLAIN_TO = 1e16;

  private final StringBuilder out = new StringBuilder(320).append('{');
  private boolean first = true;

  /** A text; null stands as null. */
  public JsonLine text(String name, String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      out.append('"');
      JsonStringEncoder.getInstance().quoteAsString(value, out);
      out.append('"');
    }
    return this;
  }

  /** A whole number. */
  public JsonLine number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A number in its shortest form. */
  public JsonLine number(String name, double value) {
    name(name);
    append(out, value);
    return this;
  }

  /** True or false. */
  public JsonLine flag(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** What is JSON already. */
  public JsonLine raw(String name, String json) {
    name(name);
    out.append(json);
    return this;
  }

  /** The line without its end; nothing more can be added. */
  public String end() {
    return out.append('}').toString();
  }

  private void name(String name) {
    if (!first) {
      out.append(',');
    }
    first = false;
    out.append('"').append(name).append("\":");
  }

  /** Appends a number in its shortest form. */
  public static void append(StringBuilder out, double value) {
    if (!Double.isFinite(value)) {
      out.append("null");
      return;
    }
    String shortest = DoubleToDecimal.toString(value);
    double magnitude = Math.abs(value);
    int exponentAt = shortest.indexOf('E');
    if (exponentAt < 0 || !(magnitude >= PLAIN_FROM && magnitude < PLAIN_TO)) {
      out.append(shortest);
      return;
    }
    plain(out, shortest, exponentAt);
  }

  /** Writes d.dddEn without its exponent. */
  private static void plain(StringBuilder out, String shortest, int exponentAt) {
    int exponent = Integer.parseInt(shortest, exponentAt + 1, shortest.length(), 10);
    int from = 0;
    if (shortest.charAt(0) == '-') {
      out.append('-');
      from = 1;
    }
    String digits = shortest.charAt(from) + shortest.substring(from + 2, exponentAt);
    if (digits.length() == 2 && digits.charAt(1) == '0') {
      digits = digits.substring(0, 1);
    }
    if (exponent < 0) {
      out.append("0.").append("0".repeat(-exponent - 1)).append(digits);
    } else if (digits.length() <= exponent + 1) {
      out.append(digits).append("0".repeat(exponent + 1 - digits.length())).append(".0");
    } else {
      out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, digits.length());
    }
  }
}
