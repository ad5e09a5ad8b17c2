package lumen.event;

/**
 * A place in a line of JSON as recorders write it: ASCII, no escapes. Each step passes over what it
 * expects, or tells that it is not there. Allocates nothing.
 */
final class JsonScanner {
  private static final String NAN = "NaN";
  private static final String INFINITY = "Infinity";

  private final JsonNumber number = new JsonNumber();
  private byte[] line;
  private int at;
  private int end;

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

  /** Passes over so many bytes, which are there. */
  void skip(int bytes) {
    at += bytes;
  }

  /** Whether at least eight bytes are left. */
  boolean hasEight() {
    return end - at >= Long.BYTES;
  }

  /** The next eight bytes, which are there. */
  long eight() {
    return EightBytes.at(line, at);
  }

  /** Whether this byte stands so many bytes behind the next one. */
  boolean follows(int bytes, char c) {
    return at + bytes < end && line[at + bytes] == c;
  }

  /** Passes over the next byte if it is this one. */
  boolean take(char c) {
    if (at < end && line[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Passes over a plain string of names that come in turn; null if there is none. */
  Name name(NamesInTurn names) {
    Name name = at < end && line[at] == '"' ? names.at(line, at + 1, end) : null;
    at += name == null ? 0 : name.bytes() + 2;
    return name;
  }

  void skipSpace() {
    while (at < end && line[at] <= ' ' && isSpace(line[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
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
    int stop = EightBytes.endOfPlain(line, at + 1, end);
    if (stop == end || line[stop] != '"') {
      return -1;
    }
    at = stop + 1;
    return stop;
  }

  /** The number that was passed over last. */
  double parsed() {
    return number.value();
  }

  /** Passes over a number that fits a double. */
  boolean finiteNumber() {
    return number() && Math.abs(number.value()) <= Double.MAX_VALUE;
  }

  /** Passes over a number and keeps its value, correctly rounded. */
  boolean number() {
    int stop = number.read(line, at, end);
    if (stop < 0) {
      return false;
    }
    at = stop;
    return true;
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
