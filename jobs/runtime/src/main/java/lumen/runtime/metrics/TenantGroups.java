package lumen.runtime.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public final class TenantGroups {
  private static final int CLOSED_TO_KEEP = 1_000;

  private final MetricGroup operator;
  private final int closedToKeep;
  private final Map<String, List<Series>> living = new LinkedHashMap<>();
  private int closed;

  /** One series of a tenant, or of a part of it. */
  private record Series(ExportedMetric exported, List<String> labels, Metric metric) {}

  /** Without tenants. */
  public TenantGroups(MetricGroup operator) {
    this(operator, CLOSED_TO_KEEP);
  }

  /**
   * Without tenants.
   *
   * @param closedToKeep closed groups to which the common parent is not closed
   */
  public TenantGroups(MetricGroup operator, int closedToKeep) {
    this.operator = operator;
    this.closedToKeep = closedToKeep;
  }

  /**
   * Adds a series to those of a tenant.
   *
   * @param labels the values of the labels of the metric's scope, the tenant first
   */
  public void register(List<String> labels, ExportedMetric exported, Metric metric) {
    List<MetricLabel> scope = exported.scope().labels();
    if (labels.size() != scope.size() || !scope.get(0).equals(MetricLabel.TENANT)) {
      throw new IllegalArgumentException(
          "must have a value for each label of %s, the tenant first: labels=%s values=%s"
              .formatted(exported.exportedName(), scope, labels));
    }
    Series series = new Series(exported, List.copyOf(labels), metric);
    living.computeIfAbsent(labels.get(0), name -> new ArrayList<>()).add(series);
    register(series);
  }

  private void register(Series series) {
    MetricGroup group = operator;
    List<MetricLabel> scope = series.exported().scope().labels();
    for (int i = 0; i < scope.size(); i++) {
      group = group.addGroup(scope.get(i).label(), series.labels().get(i));
    }
    if (series.metric() instanceof Counter counter) {
      group.counter(series.exported().exportedName(), counter);
    } else if (series.metric() instanceof Gauge<?> gauge) {
      group.gauge(series.exported().exportedName(), gauge);
    }
  }

  /** Takes all series of a tenant away. */
  public void close(String tenant) {
    if (living.remove(tenant) == null) {
      return;
    }
    close(operator.addGroup(MetricLabel.TENANT.label(), tenant));
    closed++;
    if (closed > closedToKeep && closed > living.size()) {
      close(operator.addGroup(MetricLabel.TENANT.label()));
      closed = 0;
      living.values().forEach(all -> all.forEach(this::register));
    }
  }

  private static void close(MetricGroup group) {
    if (group instanceof AbstractMetricGroup<?> closeable) {
      closeable.close();
    }
  }
}
