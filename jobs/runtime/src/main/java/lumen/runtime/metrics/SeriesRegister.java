package lumen.runtime.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * Gives series to tenants while the budget lasts, and has tenant {@code other} stand for more. What
 * has series is named by the values of its labels: the tenant alone, or the tenant and what part of
 * it. For the task's thread only; figures are read by the reporter's.
 */
public final class SeriesRegister {
  /** The tenant that stands for all beyond the cap; one of that name is counted among them. */
  public static final String OTHER = "other";

  private final TenantGroups groups;
  private final SeriesBudget budget;
  private final OtherTenants others;
  private final Set<SeriesSet> othersSeen = new HashSet<>();
  private final Map<ExportedMetric, Counter> othersCounters = new HashMap<>();

  /** A register without series. */
  public SeriesRegister(MetricGroup operator, SeriesBudget budget) {
    this.groups = new TenantGroups(operator);
    this.budget = budget;
    this.others = new OtherTenants(budget.sets());
  }

  /** Series that {@link #OTHER} stands for. */
  public int capped() {
    return others.series();
  }

  /**
   * Opens a set of levels.
   *
   * @param labels the values of the labels, the tenant first
   * @return whether they have series of their own
   */
  public boolean open(SeriesSet set, List<String> labels, SeriesFigures figures) {
    if (!takes(set, labels)) {
      others.add(set, member(labels), figures);
      if (othersSeen.add(set)) {
        registerOthers(set, labels.size());
      }
      return false;
    }
    for (ExportedMetric metric : set.metrics()) {
      Gauge<Double> gauge = () -> figures.value(metric);
      groups.register(labels, metric, gauge);
    }
    return true;
  }

  /**
   * Opens a set of counters.
   *
   * @param labels the values of the labels, the tenant first
   * @param counters gets the counter of each metric of the set
   * @return whether they have series of their own
   */
  public boolean openCounters(
      SeriesSet set, List<String> labels, Map<ExportedMetric, Counter> counters) {
    boolean own = takes(set, labels);
    if (!own) {
      others.add(set, member(labels), metric -> Double.NaN);
    }
    for (ExportedMetric metric : set.metrics()) {
      Counter counter =
          own
              ? register(labels, metric)
              : othersCounters.computeIfAbsent(metric, m -> register(others(labels.size()), m));
      counters.put(metric, counter);
    }
    return own;
  }

  private Counter register(List<String> labels, ExportedMetric metric) {
    Counter counter = new SimpleCounter();
    groups.register(labels, metric, counter);
    return counter;
  }

  private boolean takes(SeriesSet set, List<String> labels) {
    return !labels.get(0).equals(OTHER) && budget.take(set);
  }

  private void registerOthers(SeriesSet set, int labels) {
    for (ExportedMetric metric : set.metrics()) {
      Gauge<Double> gauge = () -> others.value(set, metric);
      groups.register(others(labels), metric, gauge);
    }
  }

  private static List<String> others(int labels) {
    return Collections.nCopies(labels, OTHER);
  }

  /** Ends a set that {@link #open} or {@link #openCounters} opened. */
  public void end(SeriesSet set, List<String> labels, boolean own) {
    if (own) {
      budget.giveBack(set);
    } else {
      others.remove(set, member(labels));
    }
  }

  /** Takes the series of a tenant away, after all its sets have ended. */
  public void close(String tenant) {
    if (!tenant.equals(OTHER)) {
      groups.close(tenant);
    }
  }

  private static String member(List<String> labels) {
    return String.join("\0", labels);
  }
}
