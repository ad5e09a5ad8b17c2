package lumen.fusion.metrics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lumen.runtime.metrics.MetricLabel;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Lists the series of Flink's registry by name and the labels that Lumen gives. */
final class ListingReporter implements MetricReporter {
  private static final List<MetricLabel> LABELS =
      List.of(
          MetricLabel.TENANT,
          MetricLabel.SOURCE,
          MetricLabel.KEY,
          MetricLabel.REASON,
          DroppedTicks.OUTPUT,
          MetricLabel.SUBTASK);

  private final Map<String, Metric> series = new TreeMap<>();
  private int added;

  @Override
  public void open(MetricConfig config) {
    // It has no options.
  }

  @Override
  public void close() {
    series.clear();
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    added++;
    if (series.putIfAbsent(seriesName(name, group), metric) != null) {
      throw new IllegalStateException("must not be registered twice: " + seriesName(name, group));
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (!series.remove(seriesName(name, group), metric)) {
      throw new IllegalStateException("must be registered: " + seriesName(name, group));
    }
  }

  private static String seriesName(String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    return name
        + LABELS.stream()
            .filter(label -> variables.containsKey("<" + label.label() + ">"))
            .map(label -> label.label() + "=" + variables.get("<" + label.label() + ">"))
            .collect(Collectors.joining(",", "{", "}"));
  }

  /** How many series were ever added. */
  int added() {
    return added;
  }

  /** The series of Lumen's own that have a value now. */
  synchronized Map<String, Double> values() {
    Map<String, Double> values = new TreeMap<>();
    series.forEach(
        (name, metric) -> {
          double value = value(metric);
          if (!Double.isNaN(value) && name.matches("(fusion|bridge|evidence|ure)_.*")) {
            values.put(name, value);
          }
        });
    return values;
  }

  /** The series of Lumen's own, with a value or not. */
  synchronized Set<String> names() {
    return series.keySet().stream()
        .filter(name -> name.matches("(fusion|bridge|evidence|ure)_.*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }
}
