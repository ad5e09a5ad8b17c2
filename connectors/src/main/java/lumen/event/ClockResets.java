package lumen.event;

/**
 * How often a source's clock was reset and the source continued.
 *
 * @param count how often
 * @param shiftMicros what is added to its times by now, microseconds
 * @param first the first event by the clock that was reset first, or null
 */
public record ClockResets(long count, long shiftMicros, Position first) {
  /** The clock was never reset. */
  public static final ClockResets NONE = new ClockResets(0, 0, null);

  /** One more, at an event. */
  public ClockResets and(long furtherMicros, Position at) {
    return new ClockResets(count + 1, shiftMicros + furtherMicros, first == null ? at : first);
  }
}
