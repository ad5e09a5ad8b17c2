package lumen.connectors.osc;

/**
 * OSC time tags: 64-bit NTP time stamps, seconds since 1900-01-01T00:00:00Z in the upper half,
 * their fraction in units of 2^-32 s in the lower (RFC 5905 section 6). A stamp whose highest bit
 * is clear is of era 1, which begins 2036-02-07T06:28:16Z; so tags tell the times from 1968-01-20
 * to 2104.
 *
 * <p>The arithmetic is our own: javaosc 0.8 has its epoch at 1899-12-31T23:00:00Z, so its dates are
 * an hour early in every time zone, and its instants are 70 years late.
 */
final class OscTimeTag {
  /** The tag that means "now": the message has no time of its own. */
  static final long IMMEDIATELY = 1;

  /** NTP's tag of an unknown time; read as {@link #IMMEDIATELY}. */
  static final long UNKNOWN = 0;

  /** Seconds from 1900-01-01 to 1970-01-01: 70 years with 17 leap days. */
  private static final long UNIX_EPOCH_S = (70L * 365 + 17) * 86_400;

  private static final long MICROS_PER_S = 1_000_000;
  private static final long ERA_S = 1L << 32;
  private static final long LOWER_HALF = ERA_S - 1;

  private OscTimeTag() {}

  /** Whether the tag names a time. */
  static boolean tells(long tag) {
    return tag != IMMEDIATELY && tag != UNKNOWN;
  }

  /** The tag's time, microseconds since 1970, rounded to the nearest. */
  static long toMicros(long tag) {
    long seconds = tag >>> 32;
    if (tag >= 0) {
      seconds += ERA_S;
    }
    long fraction = tag & LOWER_HALF;
    long micros = (fraction * MICROS_PER_S + (ERA_S >> 1)) >>> 32;
    return (seconds - UNIX_EPOCH_S) * MICROS_PER_S + micros;
  }

  /** The tag of a time between 1968-01-20 and 2104; {@link #toMicros} gives back the same time. */
  static long ofMicros(long micros) {
    long seconds = Math.floorDiv(micros, MICROS_PER_S) + UNIX_EPOCH_S;
    long fraction = ((Math.floorMod(micros, MICROS_PER_S) << 32) + MICROS_PER_S / 2) / MICROS_PER_S;
    return seconds << 32 | fraction;
  }
}
