package lumen.connectors.kafka;

import java.util.function.LongSupplier;
import lumen.intake.RecordIntake;

/**
 * How far a topic lets event time go: with the slowest line that is alive; where all are silent, to
 * the furthest, or on with the wall clock. Silence is counted in ticks of a timer of the operator
 * that asks, so time for which the job was held up is no silence.
 */
final class TopicTime {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MAX_TICK_MILLIS = 200;
  private static final int MIN_TICKS = 10;

  /** Length of a tick, milliseconds. */
  final long tickMillis;

  /** What is silent for so many ticks holds up nobody. */
  final int idleTicks;

  private final long behindWallMicros;
  private final LongSupplier wallMillis;
  private int silentTicks;

  /**
   * Nothing was read yet.
   *
   * @param idleMicros what is silent for so long holds up nobody
   * @param behindWallMicros while all is silent event time goes on at the wall clock minus this; 0:
   *     it waits
   * @param wallMillis the wall clock
   */
  TopicTime(long idleMicros, long behindWallMicros, LongSupplier wallMillis) {
    long idleMillis = Math.max(1, idleMicros / MICROS_PER_MILLI);
    tickMillis = Math.max(1, Math.min(MAX_TICK_MILLIS, idleMillis / MIN_TICKS));
    idleTicks = (int) Math.min(Integer.MAX_VALUE - 1, (idleMillis + tickMillis - 1) / tickMillis);
    this.behindWallMicros = behindWallMicros;
    this.wallMillis = wallMillis;
  }

  /** A tick has passed, in which all was silent or not. */
  void tick(boolean allSilent) {
    silentTicks = allSilent ? Math.min(idleTicks, silentTicks + 1) : 0;
  }

  /**
   * The watermark that is allowed now, milliseconds.
   *
   * @param slowestMicros the slowest line that is alive; {@link Long#MAX_VALUE} where none is
   * @param furthestMicros the furthest that is silent
   */
  long reached(long slowestMicros, long furthestMicros) {
    return slowestMicros != Long.MAX_VALUE
        ? lastBefore(slowestMicros)
        : whileSilent(furthestMicros);
  }

  private long whileSilent(long furthestMicros) {
    if (behindWallMicros == 0 || silentTicks < idleTicks) {
      return lastBefore(furthestMicros);
    }
    long wall = wallMillis.getAsLong() * MICROS_PER_MILLI - behindWallMicros;
    return lastBefore(Math.max(furthestMicros, wall));
  }

  /** The greatest watermark, in milliseconds, that lies strictly below a line. */
  private static long lastBefore(long micros) {
    return micros == RecordIntake.NONE
        ? Long.MIN_VALUE
        : Math.floorDiv(micros, MICROS_PER_MILLI) - 1;
  }

  /** The first time that a watermark leaves open, microseconds. */
  static long firstAfter(long millis) {
    return (millis + 1) * MICROS_PER_MILLI;
  }
}
