package lumen.ctl.service;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells what a service did as lines: counts of a minute, later counters that go on from the begin
 * of an exporter.
 */
final class ServiceExporter {
  /** Name of the service in all lines. */
  static final String SERVICE = "api";

  private static final long MINUTE_S = 60;
  private static final String EDGES =
      Arrays.stream(ServiceMinute.EDGES_MS)
              .mapToObj(edge -> Long.toString((long) edge))
              .collect(Collectors.joining(","))
          + ",null";
  private static final long LIMIT_BYTES = 1_000_000_000L;
  private static final long BYTES = 200_000_000L;
  private static final long BYTES_A_TTL_SECOND = 100_000L;

  /** Counters of one revision. */
  private static final class Counters {
    final ServiceMinute sum = new ServiceMinute();
    final String instance;

    /** When they began, epoch s; 0 where that is not told. */
    final long startS;

    Counters(String instance, long startS) {
      this.instance = instance;
      this.startS = startS;
    }
  }

  private final Map<String, Counters> counters = new TreeMap<>();
  private boolean counting;
  private boolean tellsStart = true;

  /** Samples are counters from now on. */
  void count() {
    counting = true;
  }

  boolean isCounting() {
    return counting;
  }

  /**
   * Every counter begins anew; every other time nobody is told when, and it shows by counts that
   * fall.
   *
   * @return how many counters did
   */
  int restart(long nowS) {
    tellsStart = !tellsStart;
    int restarted = 0;
    for (Map.Entry<String, Counters> each : counters.entrySet()) {
      if (each.getValue().sum.requests > 0) {
        each.setValue(new Counters(each.getValue().instance, tellsStart ? nowS : 0));
        restarted++;
      }
    }
    return restarted;
  }

  /** Nobody serves as this revision any more. */
  void end(String revision) {
    counters.remove(revision);
  }

  /**
   * The line of a minute.
   *
   * @param up null where nobody probed
   */
  String sample(long endS, String revision, ServiceMinute minute, Integer up, double ttlS) {
    StringBuilder line = new StringBuilder(512);
    line.append("{\"type\":\"sample\",\"ts\":").append(endS);
    line.append(",\"span_s\":60,\"service\":\"" + SERVICE + "\",\"revision\":\"").append(revision);
    ServiceMinute told = minute;
    line.append('"');
    if (counting) {
      Counters its =
          counters.computeIfAbsent(revision, r -> new Counters(r + "-0", endS - MINUTE_S));
      its.sum.add(minute);
      told = its.sum;
      line.append(",\"form\":\"cumulative\",\"instance\":\"").append(its.instance).append('"');
      if (its.startS > 0) {
        line.append(",\"start_ts\":").append(its.startS);
      }
    }
    line.append(",\"requests\":").append(told.requests);
    line.append(",\"errors_4xx\":").append(told.errors4xx);
    line.append(",\"errors_5xx\":").append(told.errors5xx);
    line.append(",\"latency_ms\":{\"le\":[").append(EDGES).append("],\"n\":[");
    for (int i = 0; i < told.latencies.length; i++) {
      line.append(i == 0 ? "" : ",").append(told.latencies[i]);
    }
    line.append("]}");
    if (up != null) {
      line.append(",\"up\":").append(up);
    }
    line.append(",\"cache_hits\":").append(told.hits);
    line.append(",\"cache_misses\":").append(told.misses);
    line.append(",\"cache_evictions\":").append(told.evictions);
    line.append(",\"cache_expired\":").append(told.expired);
    long bytes = Math.min(LIMIT_BYTES, BYTES + Math.round(ttlS * BYTES_A_TTL_SECOND));
    line.append(",\"cache_memory_bytes\":").append(bytes);
    line.append(",\"cache_memory_limit_bytes\":").append(LIMIT_BYTES);
    return line.append(",\"cold_starts\":").append(told.coldStarts).append('}').toString();
  }
}
