package lumen.ctl.play;

/**
 * When each event is sent: absolute deadlines, counted from the first event, so that a pause of
 * this process is caught up and nothing drifts. An event behind those before it is due with them; a
 * time that jumps ahead and is not followed is waited for by nobody. Times are microseconds.
 */
final class PlayPace {
  /** A step so large is believed only if the next event confirms it. */
  private static final long JUMP_MICROS = 10_000_000;

  private final double speed;
  private final long firstMicros;
  private long newestMicros;

  /**
   * @param speed recorded seconds a second
   * @param firstMicros time of the first event
   */
  PlayPace(double speed, long firstMicros) {
    this.speed = speed;
    this.firstMicros = firstMicros;
    newestMicros = firstMicros;
  }

  /**
   * How long after the beginning an event is due.
   *
   * @param nextMicros time of the event behind it; its own where none is
   */
  long dueMicros(long micros, long nextMicros) {
    boolean stray = micros > newestMicros + JUMP_MICROS && nextMicros < micros - JUMP_MICROS;
    if (!stray) {
      newestMicros = Math.max(newestMicros, micros);
    }
    return offsetMicros(newestMicros);
  }

  /**
   * How long after the beginning a time of the recording comes; negative before the first event.
   */
  long offsetMicros(long micros) {
    return Math.round((micros - firstMicros) / speed);
  }
}
