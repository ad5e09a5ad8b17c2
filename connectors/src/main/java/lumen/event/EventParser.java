package lumen.event;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;

/**
 * Reads one line of a recording into a {@link ParsedEvent}.
 *
 * <p>Two readers of the same language: a scanner for the lines that recorders write (ASCII, no
 * escapes, flat values), which allocates nothing, and {@link LenientEventReader} on Jackson for
 * everything else, which also finds the reason of a reject. The scanner gives up on the first byte
 * it does not expect; it never rejects by itself, so the meaning of a line is decided in one place.
 * Not safe for use by several threads.
 */
public final class EventParser {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final double MICROS_PER_SECOND = 1e6;

  private final NamePool names = new NamePool();
  private final ParsedEvent event = new ParsedEvent();
  private final LenientEventReader lenient = new LenientEventReader(names);

  private byte[] line;
  private int at;
  private int end;
  private double parsed;

  /**
   * Reads the line.
   *
   * @return the event, valid until the next call; {@link ParsedEvent#reason} tells whether it was
   *     taken
   */
  public ParsedEvent parse(byte[] bytes, int from, int to) {
    int generation = names.generation();
    read(bytes, from, to);
    if (generation != names.generation()) {
      read(bytes, from, to);
    }
    if (event.reason == null && event.tenant == null) {
      event.tenant = names.defaultTenant();
    }
    return event;
  }

  private void read(byte[] bytes, int from, int to) {
    if (!scans(bytes, from, to)) {
      event.clear();
      lenient.read(bytes, from, to, event);
    }
  }

  /** Whether the scanner alone reads the line. */
  boolean scans(byte[] bytes, int from, int to) {
    event.clear();
    line = bytes;
    at = from;
    end = to;
    return scan();
  }

  /** Grows by one whenever ids of names start anew. */
  public int generation() {
    return names.generation();
  }

  /** A double time stamp in seconds as microseconds: the product rounded half to even. */
  static long toMicros(double seconds) {
    return (long) Math.rint(seconds * MICROS_PER_SECOND);
  }

  private boolean scan() {
    skipSpace();
    if (!take('{')) {
      return false;
    }
    int seen = 0;
    do {
      skipSpace();
      int field = scanField();
      if (field == 0 || (seen & field) != 0) {
        return false;
      }
      seen |= field;
      skipSpace();
    } while (take(','));
    if (!take('}')) {
      return false;
    }
    skipSpace();
    return at == end && (seen & 0xF) == 0xF;
  }

  private int scanField() {
    int start = at + 1;
    int stop = scanString();
    if (stop < 0) {
      return 0;
    }
    skipSpace();
    if (!take(':')) {
      return 0;
    }
    skipSpace();
    int length = stop - start;
    byte first = length == 0 ? 0 : line[start];
    if (length == 2 && first == 't' && line[start + 1] == 's') {
      return scanTs() ? 1 : 0;
    } else if (length == 6 && matches(start, "source")) {
      event.source = scanName();
      return event.source == null ? 0 : 2;
    } else if (length == 3 && matches(start, "key")) {
      event.key = scanName();
      return event.key == null ? 0 : 4;
    } else if (length == 5 && matches(start, "value")) {
      return scanValue() ? 8 : 0;
    } else if (length == 4 && matches(start, "meta")) {
      return scanMeta() ? 16 : 0;
    }
    return 0;
  }

  private boolean scanTs() {
    if (!scanNumber() || !(parsed > 0) || parsed >= EventLimits.MAX_TS_SECONDS) {
      return false;
    }
    event.micros = toMicros(parsed);
    return true;
  }

  private Name scanName() {
    int start = at + 1;
    int stop = scanString();
    if (stop < 0 || stop - start > EventLimits.MAX_NAME_CHARS) {
      return null;
    }
    return names.of(line, start, stop);
  }

  private boolean scanValue() {
    if (at == end) {
      return false;
    }
    return switch (line[at]) {
      case '"' -> scanText();
      case '[' -> scanArray();
      case '{' -> scanObject();
      default -> scanScalar();
    };
  }

  private boolean scanText() {
    int start = at + 1;
    int stop = scanString();
    if (stop < 0) {
      return false;
    }
    event.kind = ParsedEvent.Kind.TEXT;
    event.text = new String(line, start, stop - start, StandardCharsets.US_ASCII);
    return true;
  }

  private boolean scanScalar() {
    if (!scanNumber() || !(Math.abs(parsed) <= Double.MAX_VALUE)) {
      return false;
    }
    event.kind = ParsedEvent.Kind.NUMBER;
    event.number = parsed;
    return true;
  }

  private boolean scanArray() {
    at++;
    event.kind = ParsedEvent.Kind.ARRAY;
    int index = 0;
    do {
      skipSpace();
      if (!scanNumber() || !(Math.abs(parsed) <= Double.MAX_VALUE)) {
        return false;
      }
      event.addElement(index++, null, parsed);
      skipSpace();
    } while (take(','));
    return take(']');
  }

  private boolean scanObject() {
    at++;
    event.kind = ParsedEvent.Kind.OBJECT;
    do {
      skipSpace();
      Name field = scanName();
      if (field == null) {
        return false;
      }
      skipSpace();
      if (!take(':')) {
        return false;
      }
      skipSpace();
      if (!scanNumber() || !(Math.abs(parsed) <= Double.MAX_VALUE)) {
        return false;
      }
      event.addElement(-1, field, parsed);
      skipSpace();
    } while (take(','));
    return take('}');
  }

  private boolean scanMeta() {
    if (!take('{')) {
      return false;
    }
    skipSpace();
    if (take('}')) {
      return true;
    }
    do {
      skipSpace();
      if (!scanMetaField()) {
        return false;
      }
      skipSpace();
    } while (take(','));
    return take('}');
  }

  private boolean scanMetaField() {
    int start = at + 1;
    int stop = scanString();
    if (stop < 0) {
      return false;
    }
    skipSpace();
    if (!take(':')) {
      return false;
    }
    skipSpace();
    if (at == end) {
      return false;
    }
    boolean text = line[at] == '"';
    int length = stop - start;
    if (length == 6 && matches(start, "tenant")) {
      if (event.tenant != null) {
        return false;
      }
      event.tenant = scanName();
      return event.tenant != null;
    } else if (text && length == 6 && matches(start, "stream")) {
      event.stream = scanName();
      return event.stream != null;
    } else if (text) {
      int from = at + 1;
      int to = scanString();
      event.late |=
          length == 4 && matches(start, "fate") && to - from == 4 && matches(from, "late");
      return to >= 0;
    }
    if (!scanNumber()) {
      return false;
    }
    if (length == 2 && matches(start, "at")) {
      event.arrivalMicros = toMicros(parsed);
    }
    event.clamped |= length == 7 && matches(start, "clamped") && parsed != 0;
    return true;
  }

  /**
   * Passes over a plain string: ASCII without escapes. Returns the index of its closing quote, -1
   * otherwise.
   */
  private int scanString() {
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

  /**
   * Passes over a number and leaves its value in {@code parsed}, correctly rounded: exact
   * arithmetic for mantissas below 2^53 with |exponent| <= 22 (Clinger 1990), the library
   * otherwise.
   */
  private boolean scanNumber() {
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
      return scanExponent(start, i + 1);
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

  private boolean scanExponent(int start, int from) {
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

  private boolean matches(int start, String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (line[start + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean take(char c) {
    if (at < end && line[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < end
        && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r' || line[at] == '\n')) {
      at++;
    }
  }
}
