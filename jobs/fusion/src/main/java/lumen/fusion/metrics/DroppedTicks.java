package lumen.fusion.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import lumen.runtime.metrics.LateBornCounter;
import lumen.runtime.metrics.MetricLabel;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.SeriesBudget;
import lumen.runtime.metrics.SeriesRegister;
import lumen.runtime.metrics.TenantGroups;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts the ticks that one output does not play, by tenant, from 0 in every attempt of the job.
 * Each tenant has its series from its first tick on, muted or not; an output has at most {@value
 * SeriesBudget#OF_AN_OUTPUT}, and tells tenants beyond under {@code other}. Series stay while the
 * job runs: an output does not know when a tenant ends. Safe for use by several threads.
 */
public final class DroppedTicks {
  /** What plays: osc or midi. */
  static final MetricLabel OUTPUT = new MetricLabel("output");

  /** A tenant as heard from an output. */
  static final MetricScope HEARD = new MetricScope(List.of(MetricLabel.TENANT, OUTPUT));

  private final TenantGroups groups;
  private final String output;
  private final LongSupplier nowMillis;
  private final Map<String, LateBornCounter> counters = new HashMap<>();

  /**
   * Counts for an output.
   *
   * @param operator the operator's group
   * @param output such as osc
   */
  public DroppedTicks(MetricGroup operator, String output) {
    this(operator, output, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /** Counts for an output, by a clock that never goes back, in milliseconds. */
  DroppedTicks(MetricGroup operator, String output, LongSupplier nowMillis) {
    groups = new TenantGroups(operator);
    this.output = output;
    this.nowMillis = nowMillis;
  }

  /** There is a tick of a tenant, whatever becomes of it. */
  public synchronized void known(String tenant) {
    counter(tenant);
  }

  /** A tick of a tenant was to sound and does not. */
  public synchronized void dropped(String tenant) {
    counter(tenant).inc();
  }

  private LateBornCounter counter(String tenant) {
    LateBornCounter known = counters.get(tenant);
    if (known != null) {
      return known;
    }
    boolean summed =
        counters.size() >= SeriesBudget.OF_AN_OUTPUT - 1 && !tenant.equals(SeriesRegister.OTHER);
    if (summed) {
      return counter(SeriesRegister.OTHER);
    }
    LateBornCounter counter = new LateBornCounter(nowMillis);
    groups.register(List.of(tenant, output), BridgeMetric.TICKS_DROPPED_TOTAL, counter);
    counters.put(tenant, counter);
    return counter;
  }
}
