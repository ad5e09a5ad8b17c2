package lumen.event;

/**
 * One number of a live input with the verdict on it: what a line of the log of decided events says,
 * without the line.
 *
 * @param stream name of the live stream
 * @param tenant group that is fused together
 * @param source event source
 * @param key channel key
 * @param value finite
 * @param micros believed event time, microseconds since the epoch
 * @param arrivalMicros when it arrived
 * @param late whether it lies behind the line
 * @param clamped whether the sender's time was not believed
 */
public record DecidedSample(
    String stream,
    String tenant,
    String source,
    String key,
    double value,
    long micros,
    long arrivalMicros,
    boolean late,
    boolean clamped) {

  /**
   * Whether a name reads back from a line of JSON as it is, whoever reads it: printable ASCII of a
   * length that an event may have.
   */
  public static boolean isPlain(String name) {
    if (name.isEmpty() || name.length() > EventLimits.MAX_NAME_CHARS) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether an event may have this time, in microseconds since the epoch. */
  public static boolean isTime(long micros) {
    return EventLimits.isTime(micros / 1e6);
  }
}
