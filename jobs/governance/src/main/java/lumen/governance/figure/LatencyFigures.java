package lumen.governance.figure;

import lumen.governance.record.Fields;
import lumen.statistics.Sketch;

/** Quantiles and mean of latencies, ms. */
public final class LatencyFigures {
  /** Least count for a quantile. */
  public static final long NEEDS = 100;

  /** Least count for p99. */
  public static final long NEEDS_P99 = 500;

  private static final double MICROS = 1000;

  private LatencyFigures() {}

  /** A quantile; NaN where too few are known. */
  public static double quantile(Sketch sketch, double q) {
    return sketch.count() < needs(q) ? Double.NaN : sketch.quantile(q).value();
  }

  private static long needs(double q) {
    return q >= 0.99 ? NEEDS_P99 : NEEDS;
  }

  /** A quantile as it is told. */
  public static Fields figure(Sketch sketch, double q) {
    long n = sketch.count();
    String why = why(n, needs(q));
    Sketch.Quantile found = why == null ? sketch.quantile(q) : null;
    return new Fields()
        .put("value", found == null ? Double.NaN : found.value())
        .put("n", n)
        .put("why", why)
        .put("beyond", found != null && found.isBeyond());
  }

  /** The mean; NaN where too few are known. */
  public static double mean(Tally counts) {
    long n = counts.get(Count.LATENCIES);
    return n < NEEDS ? Double.NaN : counts.get(Count.LATENCY_US) / MICROS / n;
  }

  /** The mean as it is told. */
  public static Fields meanFigure(Tally counts) {
    long n = counts.get(Count.LATENCIES);
    return new Fields()
        .put("value", mean(counts))
        .put("n", n)
        .put("why", why(n, NEEDS))
        .put("beyond", n >= NEEDS && counts.get(Count.BEYOND) > 0);
  }

  static String why(long n, long needs) {
    return n == 0 ? "no_data" : n < needs ? "too_few" : null;
  }
}
