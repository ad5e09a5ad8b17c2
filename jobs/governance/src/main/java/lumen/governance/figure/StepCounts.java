package lumen.governance.figure;

import java.util.SortedMap;
import java.util.TreeMap;
import lumen.governance.record.Latencies;
import lumen.governance.record.SampleCounts;
import lumen.governance.settings.SloSettings;
import lumen.statistics.Saturated;
import lumen.statistics.Sketch;

/** What one step counts: whole numbers only, so the order of its lines does not matter. */
public final class StepCounts {
  /** Shortest latency that is told apart, ms. */
  static final double SHORTEST_MS = 0.1;

  /** Longest, ms. */
  static final double LONGEST_MS = 3_600_000;

  private static final double MICROS = 1000;

  final Tally counts = new Tally();
  final Sketch latencies = new Sketch();
  private final SortedMap<String, RevisionSums> revisions = new TreeMap<>();
  private final SloSettings slo;
  boolean approximateP95;
  boolean approximateP99;
  boolean toldColdStarts;
  long clamped;

  /** What one revision did in a step. */
  public static final class RevisionSums {
    private long requests;
    private long errors;
    private final Sketch latencies = new Sketch();

    /** Its requests. */
    public long requests() {
      return requests;
    }

    /** Those that it answered with 5xx. */
    public long errors() {
      return errors;
    }

    /** How long they took, ms. */
    public Sketch latencies() {
      return latencies;
    }
  }

  /** Sums by objectives. */
  public StepCounts(SloSettings slo) {
    this.slo = slo;
  }

  /** What a revision did; null where it did nothing. */
  public RevisionSums revision(String name) {
    return revisions.get(name);
  }

  /** Whether the step is down by its counts. */
  boolean isDown() {
    long requests = counts.get(Count.REQUESTS);
    return requests >= slo.down().minRequests()
        && (double) counts.get(Count.ERRORS_5XX) / requests >= slo.down().errorRatio();
  }

  /** Adds the counts of a sample, or what a counter counted since its reading before. */
  public void add(String revision, SampleCounts more) {
    counts.add(Count.REQUESTS, more.requests());
    counts.add(Count.ERRORS_4XX, more.errors4xx());
    counts.add(Count.ERRORS_5XX, more.errors5xx());
    add(Count.HITS, more.hits());
    add(Count.MISSES, more.misses());
    add(Count.EVICTIONS, more.evictions());
    add(Count.EXPIRED, more.expired());
    add(Count.COLD_STARTS, more.coldStarts());
    counts.add(Count.TOLD_EVICTIONS, more.evictions() >= 0 ? 1 : 0);
    counts.add(Count.TOLD_EXPIRED, more.expired() >= 0 ? 1 : 0);
    toldColdStarts |= more.coldStarts() >= 0;
    RevisionSums sums = revisions.computeIfAbsent(revision, r -> new RevisionSums());
    sums.requests += more.requests();
    sums.errors += more.errors5xx();
  }

  private void add(Count count, long more) {
    counts.add(count, Math.max(0, more));
  }

  /** Adds latencies. */
  public void add(String revision, Latencies more) {
    Sketch ofRevision = revisions.computeIfAbsent(revision, r -> new RevisionSums()).latencies;
    approximateP95 |= more.buckets() && !hasEdge(more, slo.latencyP95().ms());
    approximateP99 |= more.buckets() && !hasEdge(more, slo.latencyP99().ms());
    double[] edges = more.upToMs();
    for (int i = 0; i < more.n().length; i++) {
      long n = more.n()[i];
      boolean beyond = i == edges.length;
      double told = edges[beyond ? i - 1 : i];
      double ms = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, told));
      clamped += ms == told ? 0 : n;
      counts.add(Count.LATENCIES, n);
      counts.add(Count.LATENCY_US, Saturated.multiply(n, (long) Math.rint(ms * MICROS)));
      if (beyond) {
        counts.add(Count.BEYOND, n);
        latencies.addBeyond(ms, n);
        ofRevision.addBeyond(ms, n);
      } else {
        latencies.add(ms, n);
        ofRevision.add(ms, n);
        counts.add(Count.GOOD_P95, told <= slo.latencyP95().ms() ? n : 0);
        counts.add(Count.GOOD_P99, told <= slo.latencyP99().ms() ? n : 0);
        counts.add(Count.GOOD_ALERT, told <= slo.latencyP99().alertMs() ? n : 0);
      }
    }
  }

  private static boolean hasEdge(Latencies buckets, double ms) {
    for (double edge : buckets.upToMs()) {
      if (edge == ms) {
        return true;
      }
    }
    return false;
  }
}
