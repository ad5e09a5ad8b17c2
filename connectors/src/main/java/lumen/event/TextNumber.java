package lumen.event;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Texts that are wholly a number: a decimal one with or without sign, fraction and exponent, and
 * spaces around it. No comma, no unit, and no word such as NaN is one.
 */
final class TextNumber {
  /** Longer texts are no numbers that a sensor writes. */
  private static final int MAX_CHARS = 64;

  private TextNumber() {}

  /** The number that a text is, finite; NaN if it is none. */
  static double of(String text) {
    String number = text.strip();
    if (number.isEmpty() || number.length() > MAX_CHARS || !isDecimal(number)) {
      return Double.NaN;
    }
    double value = JavaDoubleParser.parseDouble(number);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static boolean isDecimal(String text) {
    int i = sign(text, 0);
    int whole = digits(text, i);
    int fraction = whole;
    if (whole < text.length() && text.charAt(whole) == '.') {
      fraction = digits(text, whole + 1);
      if (whole == i && fraction == whole + 1) {
        return false;
      }
    } else if (whole == i) {
      return false;
    }
    if (fraction == text.length()) {
      return true;
    }
    if ((text.charAt(fraction) | 0x20) != 'e') {
      return false;
    }
    int exponent = sign(text, fraction + 1);
    int end = digits(text, exponent);
    return end > exponent && end == text.length();
  }

  private static int sign(String text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return signed ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
