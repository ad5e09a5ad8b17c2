package lumen.connectors.replay;

import java.util.function.LongSupplier;

/**
 * Absolute deadlines of a paced replay: event time t is due at wall0 + (t - t0)/speed. So a pause
 * is caught up, and no rounding adds up. The only place of the source that looks at a clock.
 */
final class Pace {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MILLI = 1e3;
  private static final long SHORTEST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final double speed;
  private final LongSupplier nanoClock;
  private boolean anchored;
  private long anchorNanos;
  private long anchorMicros;

  /**
   * Makes the deadlines.
   *
   * @param speed event seconds per second; 0 is as fast as possible
   * @param nanoClock a clock that never steps, nanoseconds
   */
  Pace(double speed, LongSupplier nanoClock) {
    this.speed = speed;
    this.nanoClock = nanoClock;
  }

  /** Whether there are deadlines at all. */
  boolean isPaced() {
    return speed > 0;
  }

  /** Whether this event time comes before the beginning of the deadlines, or they lack one. */
  boolean isBefore(long eventMicros) {
    return !anchored || eventMicros < anchorMicros;
  }

  /** Makes this event time due now. */
  void anchor(long eventMicros) {
    anchored = true;
    anchorNanos = nanoClock.getAsLong();
    anchorMicros = eventMicros;
  }

  /** Event time up to which events are due now. */
  long untilMicros() {
    if (speed == 0) {
      return Long.MAX_VALUE;
    }
    if (!anchored) {
      return Long.MIN_VALUE;
    }
    double elapsedMicros = (nanoClock.getAsLong() - anchorNanos) / NANOS_PER_MICRO;
    return anchorMicros + (long) (elapsedMicros * speed);
  }

  /** How long to wait before an event at this time is due, within what is sensible to wait. */
  long millisUntil(long eventMicros) {
    if (speed == 0 || !anchored) {
      return SHORTEST_PAUSE_MILLIS;
    }
    double millis = ((double) eventMicros - untilMicros()) / speed / MICROS_PER_MILLI;
    return (long)
        Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, Math.ceil(millis)));
  }
}
