package lumen.event;

/**
 * Events of one source that came late one after another, as the first of them was judged.
 *
 * @param events how many
 * @param position where the first stands
 * @param micros its time, microseconds since the epoch
 * @param lineMicros the line that it lay behind
 * @param aheadMicros how far the source that moved the line was ahead of it, microseconds
 * @param lineSource the source that moved the line there, empty if none of the same stream did
 * @param newestMicros the newest time of its own source then, Long.MIN_VALUE if none was believed
 */
public record LateRun(
    long events,
    Position position,
    long micros,
    long lineMicros,
    long aheadMicros,
    String lineSource,
    long newestMicros) {

  /** The same with one more event. */
  public LateRun longer() {
    return new LateRun(
        events + 1, position, micros, lineMicros, aheadMicros, lineSource, newestMicros);
  }
}
