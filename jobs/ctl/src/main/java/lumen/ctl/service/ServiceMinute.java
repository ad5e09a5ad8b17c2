package lumen.ctl.service;

/** What one revision did in a minute, or since its exporter began. */
final class ServiceMinute {
  /** Upper edges of the buckets of latencies, ms; behind the last there is one more. */
  static final double[] EDGES_MS = {
    10, 20, 30, 40, 50, 60, 80, 100, 120, 140, 160, 180, 200, 220, 240, 270, 300, 350, 400, 500,
    700, 1000
  };

  long requests;
  long errors4xx;
  long errors5xx;
  long hits;
  long misses;
  long evictions;
  long expired;
  long coldStarts;
  final long[] latencies = new long[EDGES_MS.length + 1];

  void add(ServiceMinute more) {
    requests += more.requests;
    errors4xx += more.errors4xx;
    errors5xx += more.errors5xx;
    hits += more.hits;
    misses += more.misses;
    evictions += more.evictions;
    expired += more.expired;
    coldStarts += more.coldStarts;
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] += more.latencies[i];
    }
  }

  /** The bucket that a latency lies in. */
  static int bucket(double ms) {
    int i = 0;
    while (i < EDGES_MS.length && ms > EDGES_MS[i]) {
      i++;
    }
    return i;
  }
}
