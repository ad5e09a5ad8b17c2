package lumen.event;

import java.nio.charset.StandardCharsets;

/** Bounds of what one event may hold. */
public final class EventLimits {
  /** The longest line that is read, in bytes. */
  public static final int MAX_LINE_BYTES = 1 << 20;

  /** How much of a raw line a reject or late record keeps, in bytes. */
  public static final int MAX_RAW_BYTES = 4096;

  /** The longest source, key or tenant, in characters. */
  public static final int MAX_NAME_CHARS = 512;

  /** The deepest nesting of a line's JSON. */
  public static final int MAX_DEPTH = 64;

  /** First ts that is taken for milliseconds, in seconds. */
  public static final double MAX_TS_SECONDS = 1e11;

  /** The tenant of an event that names none. */
  public static final String DEFAULT_TENANT = "default";

  private EventLimits() {}

  /** Whether an event may have this time, in seconds since the epoch. */
  static boolean isTime(double seconds) {
    return seconds > 0 && seconds < MAX_TS_SECONDS;
  }

  /**
   * What a reject or late record keeps of a raw line: its beginning, cut between characters.
   *
   * @param bytes hold the line, and at least one byte behind what is kept of it
   */
  public static String raw(byte[] bytes, int from, int to) {
    int end = to;
    if (to - from > MAX_RAW_BYTES) {
      end = from + MAX_RAW_BYTES;
      for (int i = 0; i < 3 && (bytes[end] & 0xC0) == 0x80; i++) {
        end--;
      }
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
