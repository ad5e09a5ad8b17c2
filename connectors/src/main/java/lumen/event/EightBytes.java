package lumen.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a line as one number, the first in the lowest bits: what is asked of each of them
 * is answered for all at once (Lamport 1975).
 *
 * <p>A hit of a byte may only carry into those behind it, so the first hit is always right.
 */
final class EightBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';
  private static final long ZEROS = ONES * '0';

  /** Lifts whatever is above 9 over 0x7F. */
  private static final long ABOVE_NINE = ONES * (0x7F - 9);

  private EightBytes() {}

  /** The bytes at an index; all eight must lie in the array. */
  static long at(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** Whether eight bytes from an index on lie in the array. */
  static boolean liesIn(byte[] bytes, int index) {
    return index <= bytes.length - Long.BYTES;
  }

  /** The first so many characters, of at most eight, as they stand in a line; 0 behind them. */
  static long of(String ascii) {
    long word = 0;
    for (int i = 0; i < ascii.length(); i++) {
      word |= (long) ascii.charAt(i) << (Byte.SIZE * i);
    }
    return word;
  }

  /** Keeps the first bytes, 1 to 8 of them, and makes the others 0. */
  static long first(long word, int bytes) {
    return word & (-1L >>> (Long.SIZE - Byte.SIZE * bytes));
  }

  /** One of the bytes, 0 to 7. */
  static int byteAt(long word, int index) {
    return (int) (word >>> (Byte.SIZE * index)) & 0xFF;
  }

  /** The seven other bytes, and 0 behind them. */
  static long without(long word, int index) {
    long before = (1L << (Byte.SIZE * index)) - 1;
    return (word & before) | ((word >>> Byte.SIZE) & ~before);
  }

  /** Number of bytes in front of the first that ends a plain string or cannot be in it, 0 to 8. */
  private static int plain(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    long quoted = (quote - ONES) & ~quote;
    long escaped = (backslash - ONES) & ~backslash;
    long hit = quoted | escaped | (word - SPACES) | word;
    return Long.numberOfTrailingZeros(hit & HIGHS) >>> 3;
  }

  /**
   * The end of what can be in a plain string: ASCII without quotes, escapes and control characters.
   *
   * @param end end of the line, exclusive
   * @return the index of the first other byte, or the end
   */
  static int endOfPlain(byte[] line, int from, int end) {
    int i = from;
    for (int plain = Long.BYTES; plain == Long.BYTES && i < end && liesIn(line, i); i += plain) {
      plain = plain(at(line, i));
    }
    while (i < end && line[i] >= ' ' && line[i] != '"' && line[i] != '\\') {
      i++;
    }
    return Math.min(i, end);
  }

  /** Number of decimal digits in front of the first other byte, 0 to 8. */
  static int digits(long word) {
    long value = word ^ ZEROS;
    return Long.numberOfTrailingZeros(((value + ABOVE_NINE) | value) & HIGHS) >>> 3;
  }

  /** The value of the first digits, 1 to 8 of them: pairs, fours, all eight. */
  static long value(long word, int digits) {
    long v = (word ^ ZEROS) << (Long.SIZE - Byte.SIZE * digits);
    v = 10 * v + (v >>> 8);
    long high = (v & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
    long low = ((v >>> 16) & 0x000000FF000000FFL) * (1 + (10_000L << 32));
    return (high + low) >>> 32;
  }
}
