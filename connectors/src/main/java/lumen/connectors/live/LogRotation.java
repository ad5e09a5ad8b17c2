package lumen.connectors.live;

/**
 * When a part of a log ends.
 *
 * @param bytes at this size, uncompressed
 * @param micros or this long after its first arrival
 */
public record LogRotation(long bytes, long micros) {
  /** Checks that parts come to hold something. */
  public LogRotation {
    if (bytes < 1 || micros < 1) {
      throw new IllegalArgumentException(
          "a part must hold something: bytes=" + bytes + " micros=" + micros);
    }
  }

  boolean isDue(long itsBytes, long firstMicros, long nowMicros) {
    return itsBytes >= bytes || nowMicros - firstMicros >= micros;
  }
}
