package lumen.governance.figure;

/** What is counted of a step. */
public enum Count {
  /** Requests. */
  REQUESTS(0),
  /** Answers that blame the caller. */
  ERRORS_4XX(1),
  /** Answers that blame the service. */
  ERRORS_5XX(2),
  /** Lookups that the cache answered. */
  HITS(3),
  /** Lookups that it did not. */
  MISSES(4),
  /** Entries thrown out. */
  EVICTIONS(5),
  /** Entries whose time was over. */
  EXPIRED(6),
  /** Requests that waited for a start. */
  COLD_STARTS(7),
  /** Latencies. */
  LATENCIES(8),
  /** Latencies within the objective of p95. */
  GOOD_P95(9),
  /** Latencies within the objective of p99. */
  GOOD_P99(10),
  /** Latencies within the alert of p99. */
  GOOD_ALERT(11),
  /** Latencies known only to lie beyond an edge. */
  BEYOND(12),
  /** Sum of the latencies, microseconds. */
  LATENCY_US(13),
  /** Samples that told evictions. */
  TOLD_EVICTIONS(14),
  /** Samples that told expired entries. */
  TOLD_EXPIRED(15);

  /** How many counts there are. */
  static final int SIZE = 16;

  private final int place;

  Count(int place) {
    this.place = place;
  }

  int place() {
    return place;
  }
}
