package lumen.fusion;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * A reporter that keeps what each series of Lumen's own told last, when it was taken away: of a
 * counter the sum over subtasks and attempts, of a gauge the newest value.
 *
 * <p>Series that compare with the clock, or tell of a subtask, are left out.
 */
public final class LastFigures implements MetricReporter {
  private static final String OWN = "(fusion|bridge|evidence|ure)_.*";
  private static final String OF_CLOCK_OR_SUBTASK =
      "fusion_watermark_lag_ms|fusion_series_capped|bridge_tick_jitter_ms|.*_timestamp_seconds";

  private static final Map<String, Map<String, Double>> GAUGES = new ConcurrentHashMap<>();
  private static final Map<String, Map<String, Double>> COUNTERS = new ConcurrentHashMap<>();

  /** What Flink makes the reporter with. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new LastFigures();
    }
  }

  /** Last values of the gauges of a job, by name and labels; NaN where none was given. */
  static Map<String, Double> gauges(JobID job) {
    return new TreeMap<>(GAUGES.getOrDefault(job.toString(), Map.of()));
  }

  /** Counts of a job, by name and labels. */
  static Map<String, Double> counters(JobID job) {
    return new TreeMap<>(COUNTERS.getOrDefault(job.toString(), Map.of()));
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (!name.matches(OWN) || name.matches(OF_CLOCK_OR_SUBTASK)) {
      return;
    }
    Map<String, String> labels = group.getAllVariables();
    String job = labels.get("<job_id>");
    String series = name;
    for (String label : new String[] {"tenant", "source", "key", "reason"}) {
      series += labels.containsKey("<" + label + ">") ? "/" + labels.get("<" + label + ">") : "";
    }
    if (metric instanceof Counter counter) {
      COUNTERS
          .computeIfAbsent(job, id -> new ConcurrentHashMap<>())
          .merge(series, (double) counter.getCount(), Double::sum);
    } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number value) {
      GAUGES.computeIfAbsent(job, id -> new ConcurrentHashMap<>()).put(series, value.doubleValue());
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
