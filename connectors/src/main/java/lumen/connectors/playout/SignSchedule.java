package lumen.connectors.playout;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.PriorityQueue;
import lumen.connectors.playout.PlayoutSchedule.Fate;

/**
 * Which sign of life is told when: at the moment at which a tick of its time would be played.
 * Decisions only, no thread and no clock. Not safe for several threads.
 */
final class SignSchedule {
  /** A sign that is so much too late is told all the same; behind it comes the next. */
  static final long GRACE_MICROS = 1_000_000;

  private final PlayoutOptions options;
  private final PriorityQueue<LifeSign> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(LifeSign::dueMicros)
              .thenComparing(LifeSign::tenant)
              .thenComparingInt(LifeSign::state));
  private final EnumMap<Fate, Long> counts = new EnumMap<>(Fate.class);
  private long submitted;

  SignSchedule(PlayoutOptions options) {
    this.options = options;
  }

  /** Takes a sign or counts why not. */
  void submit(LifeSign sign, long nowMicros) {
    submitted++;
    if (sign.dueMicros() < nowMicros - options.delayMicros() - GRACE_MICROS) {
      count(Fate.LATE);
    } else if (sign.dueMicros() > nowMicros + PlayoutSchedule.AHEAD_MICROS) {
      count(Fate.AHEAD);
    } else if (waiting.size() >= options.queueTicks()) {
      count(Fate.OVERFLOW);
    } else {
      waiting.add(sign);
    }
  }

  /** When the next sign is to be told, or {@link PlayoutSchedule#NEVER}. */
  long nextMicros() {
    LifeSign next = waiting.peek();
    return next == null ? PlayoutSchedule.NEVER : next.dueMicros() + options.delayMicros();
  }

  /** The sign that is to be told now, or null; the caller says what became of it. */
  LifeSign poll(long nowMicros) {
    while (nextMicros() <= nowMicros) {
      long moment = nextMicros();
      LifeSign sign = waiting.remove();
      if (nowMicros - moment <= GRACE_MICROS) {
        return sign;
      }
      count(Fate.LATE);
    }
    return null;
  }

  void count(Fate fate) {
    counts.merge(fate, 1L, Long::sum);
  }

  SignCounts counts() {
    return new SignCounts(
        submitted,
        of(Fate.PLAYED),
        of(Fate.LATE),
        of(Fate.AHEAD),
        of(Fate.OVERFLOW),
        of(Fate.FAILED));
  }

  private long of(Fate fate) {
    return counts.getOrDefault(fate, 0L);
  }
}
