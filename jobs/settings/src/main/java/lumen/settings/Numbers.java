package lumen.settings;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers of configuration files. YAML 1.1 reads {@code 1e-3} as a text and {@code 010} as eight;
 * here every decimal number is the number a reader takes it for.
 */
public final class Numbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})([eE][-+]?[0-9]{1,5})?");

  private Numbers() {}

  /** The value of a decimal number (perhaps infinite), or empty if the text is none. */
  public static OptionalDouble parse(String text) {
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** A form that reads back equal: {@code 30}, {@code 0.25}, {@code 1e-5}. */
  public static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }
}
