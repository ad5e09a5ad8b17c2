package lumen.connectors.replay;

import java.util.List;

/** Absolute deadlines of a paced replay. The only place of the source that looks at a clock. */
final class Pace {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final long SHORTEST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final double speed;
  private boolean anchored;
  private long anchorNanos;
  private long anchorMicros;

  Pace(double speed) {
    this.speed = speed;
  }

  private boolean isPaced() {
    return speed > 0;
  }

  /** Event time up to which events are due now. */
  long untilMicros() {
    if (!isPaced()) {
      return Long.MAX_VALUE;
    }
    if (!anchored) {
      return Long.MIN_VALUE;
    }
    return anchorMicros + (long) ((System.nanoTime() - anchorNanos) / NANOS_PER_MICRO * speed);
  }

  /** Sets the deadlines once every stream has come to an event. */
  void anchor(List<RecordedStream> streams) {
    if (!isPaced() || anchored) {
      return;
    }
    long first = Long.MAX_VALUE;
    for (RecordedStream stream : streams) {
      if (!stream.isFinished()) {
        first = Math.min(first, stream.positionMicros());
      }
    }
    if (first != LatenessLine.NONE && first != Long.MAX_VALUE) {
      anchored = true;
      anchorNanos = System.nanoTime();
      anchorMicros = first;
    }
  }

  /** How long to wait before looking again at a stream that has come to this event time. */
  long millisUntilDue(long positionMicros) {
    if (!isPaced() || !anchored) {
      return SHORTEST_PAUSE_MILLIS;
    }
    double millis = (positionMicros - untilMicros()) / speed / 1e3;
    return (long)
        Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, Math.ceil(millis)));
  }
}
