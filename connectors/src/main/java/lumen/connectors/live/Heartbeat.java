package lumen.connectors.live;

/**
 * How long the reader of live inputs waits before it looks at them again. Each look makes a block
 * of every channel and wakes every task of the job, so it comes when the line has reached what
 * somebody waits for, and between two such times in equal parts of at most {@value #LONGEST_MILLIS}
 * ms.
 */
final class Heartbeat {
  /** Where somebody waits more often than this, several are served at once. */
  static final long SHORTEST_MILLIS = 20;

  /** An operator's command and the queues of the inputs wait no longer than this. */
  static final long LONGEST_MILLIS = 100;

  private static final long MICROS_PER_MILLI = 1_000;

  private final LineMarks marks;

  Heartbeat(LineMarks marks) {
    this.marks = marks;
  }

  /**
   * How long to wait, milliseconds.
   *
   * @param lineMicros where the line is; it moves on as the clock does
   */
  long waitMillis(long lineMicros) {
    long next = marks.next(lineMicros);
    if (next == Long.MAX_VALUE) {
      return LONGEST_MILLIS;
    }
    long due = ceilDiv(next - lineMicros, MICROS_PER_MILLI);
    return Math.max(SHORTEST_MILLIS, ceilDiv(due, ceilDiv(due, LONGEST_MILLIS)));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
