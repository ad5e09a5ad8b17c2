package lumen.runtime.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What is told of a source beside what was read of it: when its newest event was, and what was lost
 * or filtered. Sources beyond {@link SeriesBudget#SOURCES_IN_FULL} are told together as {@code
 * other}.
 */
final class SourceFates {
  private static final double MILLIS = 1_000;

  private final MetricGroup operator;
  private final IngestMetrics.Names names;
  private final LongSupplier clockMillis;
  private final Map<String, Fates> bySource = new HashMap<>();

  SourceFates(MetricGroup operator, IngestMetrics.Names names, LongSupplier clockMillis) {
    this.operator = operator;
    this.names = names;
    this.clockMillis = clockMillis;
  }

  /** The series of one source. */
  static final class Fates {
    private final Counter dropped;
    private final Counter filtered;
    private volatile double newestSeconds;

    Fates(Counter dropped, Counter filtered, double newestSeconds) {
      this.dropped = dropped;
      this.filtered = filtered;
      this.newestSeconds = newestSeconds;
    }
  }

  /** A source that is waited for from now on. */
  void expect(String source, Supplier<Counter> counters) {
    of(source, counters).newestSeconds = nowSeconds();
  }

  /** A source that may come: its counters begin at 0. */
  void know(String source, Supplier<Counter> counters) {
    of(source, counters);
  }

  /** Events of a source were read now. */
  void read(String source, long dropped, long filtered, Supplier<Counter> counters) {
    Fates fates = of(source, counters);
    fates.newestSeconds = nowSeconds();
    fates.dropped.inc(dropped);
    fates.filtered.inc(filtered);
  }

  private double nowSeconds() {
    return clockMillis.getAsLong() / MILLIS;
  }

  private Fates of(String source, Supplier<Counter> counters) {
    Fates known = bySource.get(source);
    if (known != null) {
      return known;
    }
    boolean full = bySource.size() >= SeriesBudget.SOURCES_IN_FULL - 1;
    if (full && !source.equals(SeriesRegister.OTHER)) {
      return of(SeriesRegister.OTHER, counters);
    }
    MetricGroup group = operator.addGroup(MetricLabel.SOURCE.label(), source);
    Fates fates =
        new Fates(
            group.counter(names.dropped().exportedName(), counters.get()),
            group.counter(names.filtered().exportedName(), counters.get()),
            Double.NaN);
    Gauge<Double> newest = () -> fates.newestSeconds;
    group.gauge(names.newest().exportedName(), newest);
    bySource.put(source, fates);
    return fates;
  }
}
