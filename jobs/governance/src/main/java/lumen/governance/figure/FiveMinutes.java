package lumen.governance.figure;

import static lumen.governance.figure.ServiceCalendar.HOUR;
import static lumen.governance.figure.ServiceCalendar.MINUTE;

import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.statistics.Sketch;

/** Values of every five minutes of the last thirty hours; NaN where one lacks what it needs. */
public final class FiveMinutes {
  /** Length of a value, microseconds. */
  public static final long LENGTH = 5 * MINUTE;

  private static final long KEPT = 30 * HOUR;

  private final NavigableMap<Long, Values> values = new TreeMap<>();
  private Tally counts = new Tally();
  private Sketch latencies = new Sketch();
  private boolean toldColdStarts;

  /**
   * The values of five minutes.
   *
   * @param hitRate share of lookups
   * @param errorRate share of requests
   * @param p95Ms ms
   * @param coldStartRate share of requests
   */
  public record Values(double hitRate, double errorRate, double p95Ms, double coldStartRate) {}

  /** Takes a step. */
  public void close(long end, StepCounts step) {
    counts.add(step.counts);
    latencies.add(step.latencies);
    toldColdStarts |= step.toldColdStarts;
    if (end % LENGTH == 0) {
      values.put(end, values());
      counts = new Tally();
      latencies = new Sketch();
      toldColdStarts = false;
    }
    values.headMap(end - KEPT, true).clear();
  }

  private Values values() {
    long requests = counts.get(Count.REQUESTS);
    return new Values(
        share(Count.HITS, counts.lookups(), Rate.NEEDS_LOOKUPS),
        share(Count.ERRORS_5XX, requests, Rate.NEEDS),
        LatencyFigures.quantile(latencies, 0.95),
        toldColdStarts ? share(Count.COLD_STARTS, requests, Rate.NEEDS) : Double.NaN);
  }

  private double share(Count part, long n, long needs) {
    return n < needs ? Double.NaN : (double) counts.get(part) / n;
  }

  /** The values that end after one time and up to another, by their end. */
  public NavigableMap<Long, Values> between(long after, long upTo) {
    return values.subMap(after, false, upTo, true);
  }

  /** The values that end at a time; null where there are none. */
  public Values at(long end) {
    return values.get(end);
  }
}
