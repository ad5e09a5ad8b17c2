package lumen.event;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/** Reads a number of JSON where it stands in a line. Allocates nothing. */
final class JsonNumber {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long[] WHOLE_POWERS_OF_TEN = {
    1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L
  };
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final int EXACT_DIGITS = 18;

  /** With its point and the byte behind such a number lies in one word. */
  private static final int SHORT_DIGITS = 6;

  private long mantissa;
  private double value;

  /** The number that was read last. */
  double value() {
    return value;
  }

  /**
   * Reads a number and keeps its value, correctly rounded: exact arithmetic for mantissas below
   * 2^53 with |exponent| <= 22 (Clinger 1990), the library otherwise.
   *
   * @param end end of the line, exclusive
   * @return the index behind it, -1 if there is none
   */
  int read(byte[] line, int start, int end) {
    boolean negative = start < end && line[start] == '-';
    int from = negative ? start + 1 : start;
    int stop = readShort(line, from, end);
    if (stop > 0) {
      value = negative ? -value : value;
      return stop;
    }
    mantissa = 0;
    int i = digits(line, from, end);
    int digits = i - from;
    if (digits == 0 || (digits > 1 && line[from] == '0')) {
      return -1;
    }
    int fraction = 0;
    if (i < end && line[i] == '.') {
      int point = i + 1;
      i = digits(line, point, end);
      fraction = i - point;
      if (fraction == 0) {
        return -1;
      }
    }
    if (i < end && (line[i] | 0x20) == 'e') {
      return exponent(line, start, i + 1, end);
    }
    if (digits + fraction <= EXACT_DIGITS && mantissa <= EXACT_MANTISSA) {
      double magnitude = fraction == 0 ? mantissa : mantissa / POWERS_OF_TEN[fraction];
      value = negative ? -magnitude : magnitude;
    } else {
      value = JavaDoubleParser.parseDouble(line, start, i - start);
    }
    return i;
  }

  /**
   * Reads a decimal fraction that takes at most seven bytes, from one word: without its point it is
   * a whole number.
   *
   * @return the index behind it, 0 if it must be read otherwise
   */
  private int readShort(byte[] line, int from, int end) {
    if (!EightBytes.liesIn(line, from)) {
      return 0;
    }
    long word = EightBytes.at(line, from);
    int whole = EightBytes.digits(word);
    if (whole == 0 || whole > SHORT_DIGITS || EightBytes.byteAt(word, whole) != '.') {
      return 0;
    }
    long joined = EightBytes.without(word, whole);
    int digits = EightBytes.digits(joined);
    int stop = from + digits + 1;
    boolean complete = digits > whole && digits <= SHORT_DIGITS && stop < end;
    if (!complete || (whole > 1 && line[from] == '0') || (line[stop] | 0x20) == 'e') {
      return 0;
    }
    value = EightBytes.value(joined, digits) / POWERS_OF_TEN[digits - whole];
    return stop;
  }

  /**
   * Appends digits to the mantissa, eight at a time; beyond 18 of them it means nothing.
   *
   * @return the index behind them
   */
  private int digits(byte[] line, int from, int end) {
    int i = from;
    long whole = mantissa;
    int n = Long.BYTES;
    while (n == Long.BYTES && EightBytes.liesIn(line, i)) {
      long word = EightBytes.at(line, i);
      n = Math.min(EightBytes.digits(word), end - i);
      if (n > 0) {
        whole = whole * WHOLE_POWERS_OF_TEN[n] + EightBytes.value(word, n);
        i += n;
      }
    }
    while (n == Long.BYTES && i < end && isDigit(line[i])) {
      whole = 10 * whole + (line[i++] - '0');
    }
    mantissa = whole;
    return i;
  }

  private int exponent(byte[] line, int start, int from, int end) {
    int i = from;
    if (i < end && (line[i] == '+' || line[i] == '-')) {
      i++;
    }
    int digitsFrom = i;
    while (i < end && isDigit(line[i])) {
      i++;
    }
    if (i == digitsFrom) {
      return -1;
    }
    value = JavaDoubleParser.parseDouble(line, start, i - start);
    return i;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
