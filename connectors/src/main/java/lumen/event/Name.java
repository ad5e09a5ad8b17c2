package lumen.event;

import java.util.Arrays;

/**
 * A pooled source, key or tenant.
 *
 * @see NamePool
 */
public final class Name {
  private final String text;
  private final byte[] utf8;
  private final int id;

  /** The first eight bytes, or all with zeros behind them. */
  private final long begin;

  Name(String text, byte[] utf8, int id) {
    this.text = text;
    this.utf8 = utf8;
    this.id = id;
    byte[] padded = Arrays.copyOf(utf8, Math.max(utf8.length, Long.BYTES));
    begin = EightBytes.at(padded, 0);
  }

  /** The name itself. */
  public String text() {
    return text;
  }

  /** A number that is unique in the pool's current generation. */
  public int id() {
    return id;
  }

  /** The name in UTF-8; not to be written to. */
  byte[] utf8() {
    return utf8;
  }

  boolean sameBytes(byte[] bytes, int from, int to) {
    return to - from == utf8.length && standsAt(bytes, from);
  }

  /**
   * Whether a string of a line is this name, which is one that stands in a line as it is.
   *
   * @param from index behind the opening quote
   * @param end end of the line, exclusive
   */
  boolean isQuotedAt(byte[] bytes, int from, int end) {
    int stop = from + utf8.length;
    return stop < end && bytes[stop] == '"' && standsAt(bytes, from);
  }

  /** Whether the bytes from an index on are the name; so many must be there. */
  private boolean standsAt(byte[] bytes, int from) {
    int length = utf8.length;
    if (length == 0 || !EightBytes.liesIn(bytes, from)) {
      return Arrays.equals(bytes, from, from + length, utf8, 0, length);
    }
    long word = EightBytes.at(bytes, from);
    if (length <= Long.BYTES) {
      return EightBytes.first(word, length) == begin;
    }
    for (int i = Long.BYTES; i + Long.BYTES < length; i += Long.BYTES) {
      if (EightBytes.at(bytes, from + i) != EightBytes.at(utf8, i)) {
        return false;
      }
    }
    int last = length - Long.BYTES;
    return word == begin && EightBytes.at(bytes, from + last) == EightBytes.at(utf8, last);
  }

  int bytes() {
    return utf8.length;
  }

  int hash() {
    return NamePool.hash(utf8, 0, utf8.length);
  }
}
