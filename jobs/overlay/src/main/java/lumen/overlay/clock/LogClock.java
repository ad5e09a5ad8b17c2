package lumen.overlay.clock;

/**
 * The clock of a log: the running maximum of what its lines say. A line far ahead is in doubt and
 * moves nothing, until so many in a row are far ahead that it is the clock that was behind: then
 * the clock moves to that line. So no silence loses a request, and no stray line runs timers out.
 *
 * @param micros the clock, microseconds since the epoch; {@link #NONE} before the first line
 * @param row how many lines in a row were in doubt
 */
public record LogClock(long micros, int row) {
  /** Of a log without a line. */
  public static final long NONE = Long.MIN_VALUE;

  /** Before the first line. */
  public static final LogClock BEGIN = new LogClock(NONE, 0);

  /**
   * A line by the clock.
   *
   * @param clock the clock at the line
   * @param clamped whether the line is behind it
   * @param inDoubt whether the line is too far ahead
   */
  public record Reading(LogClock clock, boolean clamped, boolean inDoubt) {}

  /** Reads a line of right form. */
  public Reading read(long lineMicros, LogTime time) {
    if (micros == NONE || lineMicros <= micros + time.maxAheadMicros()) {
      LogClock moved = new LogClock(Math.max(micros, lineMicros), 0);
      return new Reading(moved, lineMicros < micros, false);
    }
    if (row + 1 >= time.believedInRow()) {
      return new Reading(new LogClock(lineMicros, 0), false, false);
    }
    return new Reading(new LogClock(micros, row + 1), false, true);
  }
}
