package lumen.fusion.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.signal.fusion.ChannelId;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * The metric groups of an operator's tenants.
 *
 * <p>Flink's public interface can add a group but not remove one, and only {@code
 * AbstractMetricGroup.close()}, which is internal, takes series away from the reporters. This is
 * the only class that calls it. A closed group stays in its parent until a group of the same name
 * replaces it; so that a stream of ever new tenants does not pile them up, the common parent is
 * closed as well when most of what it holds is closed, and the living are registered again: they
 * are missing from a scrape in that moment at most, their values stay.
 */
final class TenantGroups {
  private static final int CLOSED_TO_KEEP = 1_000;

  private final MetricGroup operator;
  private final int closedToKeep;
  private final Map<String, List<Series>> living = new LinkedHashMap<>();
  private int closed;

  /** One series of a tenant, or of a channel of it. */
  private record Series(String name, Optional<ChannelId> channel, Metric metric) {}

  TenantGroups(MetricGroup operator) {
    this(operator, CLOSED_TO_KEEP);
  }

  TenantGroups(MetricGroup operator, int closedToKeep) {
    this.operator = operator;
    this.closedToKeep = closedToKeep;
  }

  /** Adds a series to those of a tenant. */
  void register(
      String tenant, Optional<ChannelId> channel, ExportedMetric exported, Metric metric) {
    Series series = new Series(exported.exportedName(), channel, metric);
    living.computeIfAbsent(tenant, name -> new ArrayList<>()).add(series);
    register(tenant, series);
  }

  private void register(String tenant, Series series) {
    MetricGroup group = operator.addGroup(MetricLabel.TENANT.label(), tenant);
    if (series.channel().isPresent()) {
      ChannelId channel = series.channel().get();
      group =
          group
              .addGroup(MetricLabel.SOURCE.label(), channel.source())
              .addGroup(MetricLabel.KEY.label(), channel.key());
    }
    if (series.metric() instanceof Counter counter) {
      group.counter(series.name(), counter);
    } else if (series.metric() instanceof Gauge<?> gauge) {
      group.gauge(series.name(), gauge);
    }
  }

  /** Takes all series of a tenant away. */
  void close(String tenant) {
    if (living.remove(tenant) == null) {
      return;
    }
    close(operator.addGroup(MetricLabel.TENANT.label(), tenant));
    closed++;
    if (closed > closedToKeep && closed > living.size()) {
      close(operator.addGroup(MetricLabel.TENANT.label()));
      closed = 0;
      living.forEach((name, all) -> all.forEach(series -> register(name, series)));
    }
  }

  private static void close(MetricGroup group) {
    if (group instanceof AbstractMetricGroup<?> closeable) {
      closeable.close();
    }
  }
}
