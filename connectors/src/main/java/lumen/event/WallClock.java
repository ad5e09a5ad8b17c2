package lumen.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * What a wall clock of a zone is ahead of UTC, by the tz database. A time that it shows twice,
 * since it is set back, is taken for the first; one that it never shows, since it is set forward
 * past it, has no offset. Reused from time to time, by one thread.
 */
final class WallClock {
  /** The offset of a time that the clock never shows. */
  static final int NEVER_SHOWN = Integer.MIN_VALUE;

  private final ZoneRules rules;

  /** Between these local times, the second excluded, the offset is the one that is known. */
  private long knownFrom;

  private long knownTo;
  private int known;

  WallClock(ZoneId zone) {
    rules = zone.getRules();
  }

  /**
   * The offset at a time of the wall clock.
   *
   * @param localSeconds the wall clock's time, as if it were seconds since the epoch
   * @return seconds that it is ahead of UTC, or {@link #NEVER_SHOWN}
   */
  int offsetAt(long localSeconds) {
    if (knownFrom <= localSeconds && localSeconds < knownTo) {
      return known;
    }
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
    List<ZoneOffset> valid = rules.getValidOffsets(local);
    if (valid.isEmpty()) {
      return NEVER_SHOWN;
    }
    int offset = valid.get(0).getTotalSeconds();
    if (valid.size() == 1) {
      know(Instant.ofEpochSecond(localSeconds - offset), offset);
    }
    return offset;
  }

  /** Remembers the local times around an instant that have its offset and no other. */
  private void know(Instant at, int offset) {
    // The transition before an instant is one strictly before it.
    ZoneOffsetTransition before = rules.previousTransition(at.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(at);
    known = offset;
    knownFrom = before == null ? Long.MIN_VALUE : later(before);
    knownTo = after == null ? Long.MAX_VALUE : earlier(after);
  }

  private static long later(ZoneOffsetTransition transition) {
    return transition.toEpochSecond()
        + Math.max(
            transition.getOffsetBefore().getTotalSeconds(),
            transition.getOffsetAfter().getTotalSeconds());
  }

  private static long earlier(ZoneOffsetTransition transition) {
    return transition.toEpochSecond()
        + Math.min(
            transition.getOffsetBefore().getTotalSeconds(),
            transition.getOffsetAfter().getTotalSeconds());
  }
}
