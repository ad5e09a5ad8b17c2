package lumen.event;

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
}
