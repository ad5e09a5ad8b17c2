package lumen.event;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * A place in a line of JSON as recorders write it: ASCII, no escapes. Each step passes over what it
 * expects, or tells that it is not there. Allocates nothing.
 */
final class JsonScanner {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final String NAN = "NaN";
  private static final String INFINITY = "Infinity";

  private byte[] line;
  private int at;
  private int end;
  private double parsed;

  void begin(byte[] bytes, int from, int to) {
    line = bytes;
    at = from;
    end = to;
  }

  /** Index of the next byte. */
  int place() {
    return at;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** The next byte; not at the end. */
  byte peek() {
    return line[at];
  }

  /** Passes over the next byte. */
  void skip() {
    at++;
  }

  /** Passes over the next byte if it is this one. */
  boolean take(char c) {
    if (at < end && line[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  void skipSpace() {
    while (at < end
        && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r' || line[at] == '\n')) {
      at++;
    }
  }

  /** Whether the line holds these characters from that index on; they must lie within it. */
  boolean matches(int start, String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (line[start + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Passes over a plain string: ASCII without escapes. Returns the index of its closing quote, -1
   * otherwise.
   */
  int string() {
    if (at == end || line[at] != '"') {
      return -1;
    }
    for (int i = at + 1; i < end; i++) {
      byte c = line[i];
      if (c == '"') {
        at = i + 1;
        return i;
      }
      if (c < 0x20 || c == '\\') {
        return -1;
      }
    }
    return -1;
  }

  /** The number that was passed over last. */
  double parsed() {
    return parsed;
  }

  /** Passes over a number that fits a double. */
  boolean finiteNumber() {
    return number() && Math.abs(parsed) <= Double.MAX_VALUE;
  }

  /**
   * Passes over a number and keeps its value, correctly rounded: exact arithmetic for mantissas
   * below 2^53 with |exponent| <= 22 (Clinger 1990), the library otherwise.
   */
  boolean number() {
    int start = at;
    int i = at;
    boolean negative = i < end && line[i] == '-';
    if (negative) {
      i++;
    }
    int digitsFrom = i;
    long mantissa = 0;
    while (i < end && isDigit(line[i])) {
      mantissa = 10 * mantissa + (line[i++] - '0');
    }
    int digits = i - digitsFrom;
    if (digits == 0 || (digits > 1 && line[digitsFrom] == '0')) {
      return false;
    }
    int fraction = 0;
    if (i < end && line[i] == '.') {
      int from = ++i;
      while (i < end && isDigit(line[i])) {
        mantissa = 10 * mantissa + (line[i++] - '0');
      }
      fraction = i - from;
      if (fraction == 0) {
        return false;
      }
    }
    if (i < end && (line[i] | 0x20) == 'e') {
      return exponent(start, i + 1);
    }
    at = i;
    if (digits + fraction <= 18 && mantissa <= EXACT_MANTISSA) {
      double magnitude = mantissa / POWERS_OF_TEN[fraction];
      parsed = negative ? -magnitude : magnitude;
    } else {
      parsed = JavaDoubleParser.parseDouble(line, start, i - start);
    }
    return true;
  }

  private boolean exponent(int start, int from) {
    int i = from;
    if (i < end && (line[i] == '+' || line[i] == '-')) {
      i++;
    }
    int digitsFrom = i;
    while (i < end && isDigit(line[i])) {
      i++;
    }
    if (i == digitsFrom) {
      return false;
    }
    at = i;
    parsed = JavaDoubleParser.parseDouble(line, start, i - start);
    return true;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** Passes over NaN, Infinity or -Infinity: the bare words that Python writes. */
  boolean nonFiniteWord() {
    if (word(at, NAN) || word(at, INFINITY)) {
      return true;
    }
    return at < end && line[at] == '-' && word(at + 1, INFINITY);
  }

  private boolean word(int start, String word) {
    if (end - start < word.length() || !matches(start, word)) {
      return false;
    }
    at = start + word.length();
    return true;
  }
}
