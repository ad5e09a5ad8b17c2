package lumen.runtime.flags;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** A reporter that keeps what the counters of the flag job told last, by tenant and flag. */
public final class CountedSeries implements MetricReporter {
  private static final Map<String, Long> COUNTS = new ConcurrentSkipListMap<>();

  /** What Flink makes the reporter with. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new CountedSeries();
    }
  }

  static Map<String, Long> counts() {
    return COUNTS;
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    Map<String, String> labels = group.getAllVariables();
    if (name.startsWith("flags_") && metric instanceof Counter counter) {
      COUNTS.merge(
          name + " " + labels.get("<tenant>") + " " + labels.get("<flag>"),
          counter.getCount(),
          Long::sum);
    }
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    // Its value counts when it is taken away.
  }

  @Override
  public void open(MetricConfig config) {
    // It has no options.
  }

  @Override
  public void close() {
    // What it keeps is read afterwards.
  }
}
