package lumen.overlay.record;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a tenant's requests since its first line: requests = decided + repeated, decided =
 * success + failure + timeout + missing + waiting + not followed; diverted and late are parts of
 * these.
 *
 * @param micros its time, microseconds since the epoch
 * @param tenant whose it is
 * @param sinceMicros the clock of the first line
 * @param counts the counts by their names, each of them
 * @param rejects lines that the tenant rejected, by reason
 */
public record RouteAccount(
    long micros,
    String tenant,
    long sinceMicros,
    RouteCounts counts,
    SortedMap<String, Long> rejects) {
  /** Copies the map. */
  public RouteAccount {
    rejects = Collections.unmodifiableSortedMap(new TreeMap<>(rejects));
  }

  /** Whether another tells the same, at whatever time. */
  public boolean saysWhat(RouteAccount other) {
    return sinceMicros == other.sinceMicros
        && counts.equals(other.counts)
        && rejects.equals(other.rejects);
  }
}
