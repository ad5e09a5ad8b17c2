package lumen.ctl.simulate;

/**
 * Finds and shifts the time stamp of an event line in its bytes, leaving every other byte as it is.
 *
 * <p>The time stamp is the number of the first top-level field {@code ts}. Its integer part is
 * replaced and its fraction copied, so that a shift by whole seconds is exact at any precision. A
 * line without such a field, or whose number is negative, has an exponent or is 1e11 or more, has
 * no time stamp here: it is copied unchanged.
 */
final class TimestampShift {
  private static final long TOO_LARGE = 100_000_000_000L;
  private int digitsFrom;
  private int digitsTo;
  private long seconds;

  /**
   * Finds the time stamp of the line {@code bytes[from, to)}.
   *
   * @return whether there is one
   */
  boolean find(byte[] bytes, int from, int to) {
    int at = number(bytes, from, to);
    if (at < 0) {
      return false;
    }
    long value = 0;
    int end = at;
    while (end < to && bytes[end] >= '0' && bytes[end] <= '9' && value < TOO_LARGE) {
      value = value * 10 + (bytes[end++] - '0');
    }
    if (end == at || value >= TOO_LARGE || hasExponent(bytes, end, to)) {
      return false;
    }
    digitsFrom = at;
    digitsTo = end;
    seconds = value;
    return true;
  }

  /** Whole seconds of the time stamp found last. */
  long seconds() {
    return seconds;
  }

  /** Writes the line whose time stamp was found last, shifted, without its line end. */
  void write(byte[] bytes, int from, int to, long shiftS, ByteBlock out) {
    out.append(bytes, from, digitsFrom - from);
    out.appendDigits(seconds + shiftS);
    out.append(bytes, digitsTo, to - digitsTo);
  }

  private static boolean hasExponent(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == 'e' || b == 'E') {
        return true;
      }
      if (b != '.' && (b < '0' || b > '9')) {
        return false;
      }
    }
    return false;
  }

  /** Where the number of the top-level field ts begins, or -1. */
  private static int number(byte[] bytes, int from, int to) {
    int depth = 0;
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      if (b == '"') {
        int close = closingQuote(bytes, i + 1, to);
        if (depth == 1 && close - i == 3 && bytes[i + 1] == 't' && bytes[i + 2] == 's') {
          int value = afterColon(bytes, close + 1, to);
          if (value >= 0) {
            return value;
          }
        }
        i = close;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      i++;
    }
    return -1;
  }

  private static int closingQuote(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  private static int afterColon(byte[] bytes, int from, int to) {
    int i = skipBlank(bytes, from, to);
    return i < to && bytes[i] == ':' ? skipBlank(bytes, i + 1, to) : -1;
  }

  private static int skipBlank(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }
}
