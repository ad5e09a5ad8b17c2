package lumen.overlay.breaker;

/**
 * A move of a breaker, and why.
 *
 * @param from how it stood
 * @param to how it stands
 * @param why {@code run}, {@code share}, {@code probe}, {@code time} or {@code command}
 * @param run failures in a row before the move
 * @param failed failures of the last outcomes before the move
 * @param n how many outcomes these are
 * @param generation number of its moves, with this one
 * @param reopenings how often it opened again, after the move
 * @param untilMicros when it will be half open; {@link #NEVER} where it is not open
 */
public record BreakerMove(
    BreakerState from,
    BreakerState to,
    String why,
    int run,
    int failed,
    int n,
    long generation,
    int reopenings,
    long untilMicros) {
  /** Of a breaker that does not wait for a time. */
  public static final long NEVER = Long.MAX_VALUE;
}
