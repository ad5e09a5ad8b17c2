package lumen.connectors.playout;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Which tick is played when: decisions only, no thread and no clock. Not safe for several threads.
 */
final class PlayoutSchedule {
  /** A tick so much later than its moment, because the process stood still, is not played. */
  static final long GRACE_MICROS = 50_000;

  /** A tick so far ahead is not believed. */
  static final long AHEAD_MICROS = 60_000_000;

  /** The moment of the next tick when there is none. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int TENANTS = 4096;

  /** What became of a tick. */
  enum Fate {
    PLAYED,
    MUTED,
    LATE,
    AHEAD,
    CROWDED,
    OVERFLOW,
    FAILED
  }

  /** The tenants heard of last; the one longest unheard of gives way. */
  private static final class Tenants extends LinkedHashMap<String, Long> {
    private static final long serialVersionUID = 1L;

    Tenants() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > TENANTS;
    }
  }

  private final PlayoutOptions options;
  private final PriorityQueue<Tick> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Tick::dueMicros).thenComparing(Tick::tenant));
  private final Tenants lastDueMicros = new Tenants();
  private final EnumMap<Fate, Long> counts = new EnumMap<>(Fate.class);
  private final Consumer<String> dropped;
  private long submitted;

  /**
   * @param dropped told the tenant of each tick that was to sound and does not
   */
  PlayoutSchedule(PlayoutOptions options, Consumer<String> dropped) {
    this.options = options;
    this.dropped = dropped;
  }

  /** Takes a tick or counts why not. A muted one silences what waits of its tenant. */
  void submit(Tick tick, long nowMicros) {
    submitted++;
    if (tick.muted()) {
      count(tick, Fate.MUTED);
      silence(tick.tenant());
      return;
    }
    Fate fate = refused(tick, nowMicros);
    if (fate != null) {
      count(tick, fate);
      return;
    }
    lastDueMicros.put(tick.tenant(), tick.dueMicros());
    waiting.add(tick);
  }

  private void silence(String tenant) {
    int before = waiting.size();
    waiting.removeIf(tick -> tick.tenant().equals(tenant));
    counts.merge(Fate.MUTED, (long) before - waiting.size(), Long::sum);
  }

  private Fate refused(Tick tick, long nowMicros) {
    if (tick.dueMicros() < nowMicros - options.delayMicros()) {
      return Fate.LATE;
    }
    if (tick.dueMicros() > nowMicros + AHEAD_MICROS) {
      return Fate.AHEAD;
    }
    Long last = lastDueMicros.get(tick.tenant());
    if (last != null
        && last <= nowMicros + AHEAD_MICROS
        && tick.dueMicros() < last + Math.max(1, options.minIntervalMicros())) {
      return Fate.CROWDED;
    }
    return waiting.size() >= options.queueTicks() ? Fate.OVERFLOW : null;
  }

  /** When the next tick is to be played, microseconds since the epoch, or {@link #NEVER}. */
  long nextMicros() {
    Tick next = waiting.peek();
    return next == null ? NEVER : next.dueMicros() + options.delayMicros();
  }

  /** The tick that is to be played now, or null; the caller says what became of it. */
  Tick poll(long nowMicros) {
    while (nextMicros() <= nowMicros) {
      long moment = nextMicros();
      Tick tick = waiting.remove();
      if (nowMicros - moment <= GRACE_MICROS) {
        return tick;
      }
      count(tick, Fate.LATE);
    }
    return null;
  }

  /** Notes what became of a tick. */
  void count(Tick tick, Fate fate) {
    counts.merge(fate, 1L, Long::sum);
    if (fate != Fate.PLAYED && fate != Fate.MUTED) {
      dropped.accept(tick.tenant());
    }
  }

  PlayoutCounts counts() {
    return new PlayoutCounts(
        submitted,
        of(Fate.PLAYED),
        of(Fate.MUTED),
        of(Fate.LATE),
        of(Fate.AHEAD),
        of(Fate.CROWDED),
        of(Fate.OVERFLOW),
        of(Fate.FAILED));
  }

  private long of(Fate fate) {
    return counts.getOrDefault(fate, 0L);
  }
}
