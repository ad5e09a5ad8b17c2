package lumen.runtime.state;

/** Converts between Flink's watermarks in milliseconds and frontiers in microseconds. */
public final class Frontier {
  private static final long MICROS_PER_MILLI = 1_000;

  private Frontier() {}

  /**
   * Everything before this time is known once the watermark has been reached; MAX_VALUE at the end
   * of input.
   */
  public static long ofWatermark(long watermarkMillis) {
    if (watermarkMillis >= Long.MAX_VALUE / MICROS_PER_MILLI - 1) {
      return Long.MAX_VALUE;
    }
    if (watermarkMillis <= Long.MIN_VALUE / MICROS_PER_MILLI) {
      return Long.MIN_VALUE;
    }
    return (watermarkMillis + 1) * MICROS_PER_MILLI;
  }

  /** The first watermark whose frontier lies beyond the time: it makes the time itself known. */
  public static long watermarkPast(long micros) {
    return Math.floorDiv(micros, MICROS_PER_MILLI);
  }

  /**
   * The first watermark whose frontier is at or beyond the time: it makes all before the time
   * known.
   */
  public static long watermarkReaching(long micros) {
    return Math.floorDiv(micros + MICROS_PER_MILLI - 1, MICROS_PER_MILLI) - 1;
  }
}
