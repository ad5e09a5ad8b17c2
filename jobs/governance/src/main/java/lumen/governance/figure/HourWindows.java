package lumen.governance.figure;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;

/** Sums over whole hours, kept until an hour ends or changes. */
final class HourWindows {
  private final Map<Long, Sums> byLength = new HashMap<>();
  private long upTo = Long.MIN_VALUE;

  record Sums(Tally counts, long up, long down) {}

  /** Forgets all: an hour has changed. */
  void change() {
    byLength.clear();
  }

  Sums sums(NavigableMap<Long, HourSums> hours, long after, long to) {
    if (to != upTo) {
      byLength.clear();
      upTo = to;
    }
    return byLength.computeIfAbsent(to - after, length -> sum(hours, after, to));
  }

  private static Sums sum(NavigableMap<Long, HourSums> hours, long after, long to) {
    Tally counts = new Tally();
    long up = 0;
    long down = 0;
    for (HourSums hour : hours.subMap(after, false, to, true).values()) {
      counts.add(hour.counts);
      up += hour.up;
      down += hour.down;
    }
    return new Sums(counts, up, down);
  }
}
