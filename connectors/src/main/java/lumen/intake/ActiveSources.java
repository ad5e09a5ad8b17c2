package lumen.intake;

import java.util.Collection;
import java.util.Comparator;

/**
 * The event sources that go on: those whose newest time has moved while their stream made no more
 * than the idle time of progress. Kept in the order in which they moved, so that those that have
 * stopped are found at the front, and in the order of their times.
 */
final class ActiveSources {
  private final long idleMicros;
  private final SourceOrder byTime = new SourceOrder();
  private SourceTime longestStill;
  private SourceTime movedLast;

  ActiveSources(long idleMicros) {
    this.idleMicros = idleMicros;
  }

  /** Notes that a source moved to a place when its stream had made this progress. */
  void moved(SourceTime source, long place, long progress) {
    source.movedAt = progress;
    if (source == movedLast) {
      byTime.move(source, place);
      return;
    }
    if (source.active) {
      byTime.move(source, place);
      unlink(source);
    } else {
      source.active = true;
      source.place = place;
      byTime.add(source);
    }
    append(source);
  }

  /** Puts a source at another place, though it did not move. */
  void put(SourceTime source, long place) {
    if (source.active) {
      byTime.move(source, place);
    }
  }

  /** Leaves out the sources that have stood still while the stream came to this progress. */
  void leaveBehind(long progress) {
    while (longestStill != null && progress - longestStill.movedAt > idleMicros) {
      remove(longestStill);
    }
  }

  void remove(SourceTime source) {
    if (source.active) {
      source.active = false;
      byTime.remove(source);
      unlink(source);
    }
  }

  /** Of the sources at most so far behind the newest of them, the one furthest behind, or null. */
  SourceTime slowest(long maxSkewMicros) {
    SourceTime newest = byTime.last();
    return newest == null ? null : byTime.firstFrom(newest.place - maxSkewMicros);
  }

  /** Takes up those of the sources that are active at this progress. */
  void restore(Collection<SourceTime> sources, long progress) {
    sources.stream()
        .filter(source -> source.hasJoined() || source.held)
        .filter(source -> progress - source.movedAt <= idleMicros)
        .sorted(Comparator.comparingLong(source -> source.movedAt))
        .forEach(source -> moved(source, source.place, source.movedAt));
  }

  private void append(SourceTime source) {
    source.movedBefore = movedLast;
    source.movedAfter = null;
    if (movedLast == null) {
      longestStill = source;
    } else {
      movedLast.movedAfter = source;
    }
    movedLast = source;
  }

  private void unlink(SourceTime source) {
    if (source.movedBefore == null) {
      longestStill = source.movedAfter;
    } else {
      source.movedBefore.movedAfter = source.movedAfter;
    }
    if (source.movedAfter == null) {
      movedLast = source.movedBefore;
    } else {
      source.movedAfter.movedBefore = source.movedBefore;
    }
  }
}
