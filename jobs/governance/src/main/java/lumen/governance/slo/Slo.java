package lumen.governance.slo;

import java.util.Locale;
import lumen.governance.figure.Count;
import lumen.governance.figure.FigureWindow;
import lumen.governance.figure.Tally;
import lumen.governance.settings.SloSettings;

/** What a service promises. */
public enum Slo {
  /** Minutes that it is up. */
  AVAILABILITY,
  /** Latencies within the first limit. */
  LATENCY_P95,
  /** Latencies within the second. */
  LATENCY_P99,
  /** Requests without an error. */
  ERRORS,
  /** Lookups that the cache answers. */
  CACHE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name in lines. */
  public String word() {
    return word;
  }

  /** The percent that is promised. */
  public double objective(SloSettings slo) {
    return switch (this) {
      case AVAILABILITY -> slo.availability().objective();
      case LATENCY_P95 -> slo.latencyP95().objective();
      case LATENCY_P99 -> slo.latencyP99().objective();
      case ERRORS -> slo.errors().objective();
      case CACHE -> slo.cache().objective();
    };
  }

  /** The share that may be bad. */
  public double allowed(SloSettings slo) {
    return 1 - objective(slo) / 100;
  }

  /** Least total that a verdict needs. */
  public long minN(SloSettings slo) {
    return this == CACHE ? slo.cache().minN() : slo.minN();
  }

  /** Those that count. */
  public long total(FigureWindow window) {
    Tally counts = window.counts();
    return switch (this) {
      case AVAILABILITY -> window.uptime().known();
      case LATENCY_P95, LATENCY_P99 -> counts.get(Count.LATENCIES);
      case ERRORS -> counts.get(Count.REQUESTS);
      case CACHE -> counts.lookups();
    };
  }

  /** Those that are good. */
  public long good(FigureWindow window, SloSettings slo) {
    Tally counts = window.counts();
    return switch (this) {
      case AVAILABILITY -> window.uptime().up();
      case LATENCY_P95 -> counts.get(Count.GOOD_P95);
      case LATENCY_P99 -> counts.get(Count.GOOD_P99);
      case ERRORS -> counts.get(Count.REQUESTS) - errors(counts, slo);
      case CACHE -> counts.get(Count.HITS);
    };
  }

  /** Requests that count as errors. */
  public static long errors(Tally counts, SloSettings slo) {
    return counts.get(Count.ERRORS_5XX) + (slo.count4xx() ? counts.get(Count.ERRORS_4XX) : 0);
  }
}
