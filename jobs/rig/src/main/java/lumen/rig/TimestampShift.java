package lumen.rig;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import lumen.event.IsoTime;

/**
 * Finds and shifts the time stamp of an event line in its bytes, leaving every other byte as it is.
 *
 * <p>The time stamp is the first top-level field {@code ts}: a number, or an ISO-8601 time with its
 * offset. The integer part of a number, the date and clock of a time are replaced, fraction and
 * offset copied, so that a shift by whole seconds is exact at any precision. A line without such a
 * field, or whose number is negative, has an exponent or is 1e11 or more, has no time stamp here:
 * it is copied unchanged.
 */
final class TimestampShift {
  private static final long TOO_LARGE = 100_000_000_000L;
  private static final int DATE_CHARS = 10;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final IsoTime iso = new IsoTime();
  private boolean isIso;
  private int digitsFrom;
  private int digitsTo;
  private long seconds;

  /**
   * Finds the time stamp of the line {@code bytes[from, to)}.
   *
   * @return whether there is one
   */
  boolean find(byte[] bytes, int from, int to) {
    int at = ofTs(bytes, from, to);
    if (at < 0) {
      return false;
    }
    isIso = at < to && bytes[at] == '"';
    return isIso ? findIso(bytes, at + 1, to) : findNumber(bytes, at, to);
  }

  private boolean findIso(byte[] bytes, int from, int to) {
    int close = closingQuote(bytes, from, to);
    if (close >= to || !iso.read(bytes, from, close)) {
      return false;
    }
    digitsFrom = from;
    digitsTo = iso.secondsEnd();
    seconds = iso.seconds();
    return true;
  }

  private boolean findNumber(byte[] bytes, int at, int to) {
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
    if (isIso) {
      appendClock(bytes[digitsFrom + DATE_CHARS], shiftS, out);
    } else {
      out.appendDigits(seconds + shiftS);
    }
    out.append(bytes, digitsTo, to - digitsTo);
  }

  private void appendClock(byte separator, long shiftS, ByteBlock out) {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(iso.localSeconds() + shiftS, 0, ZoneOffset.UTC);
    append(DATE.format(local), out);
    out.append(separator);
    append(CLOCK.format(local), out);
  }

  private static void append(String ascii, ByteBlock out) {
    out.append(ascii.getBytes(StandardCharsets.US_ASCII), 0, ascii.length());
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

  /** Where the value of the top-level field ts begins, or -1. */
  private static int ofTs(byte[] bytes, int from, int to) {
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
