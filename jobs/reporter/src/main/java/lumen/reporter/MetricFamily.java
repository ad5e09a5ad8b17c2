package lumen.reporter;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The series of one name, in the order of their labels. As with Flink's reporter meters are gauges,
 * and a histogram is a summary without a sum, because Flink keeps none. A counter is told as one,
 * where Flink's reporter says gauge.
 */
final class MetricFamily {
  private static final Logger LOG = LoggerFactory.getLogger(MetricFamily.class);
  private static final List<Double> QUANTILES = List.of(0.5, 0.75, 0.95, 0.98, 0.99, 0.999);

  private final String name;
  private final String head;
  private final boolean summary;
  private final Map<String, Metric> series = new ConcurrentSkipListMap<>();

  /**
   * Without series.
   *
   * @param first tells the type of all
   */
  MetricFamily(String name, String help, Metric first) {
    this.name = name;
    this.summary = isSummary(first);
    this.head =
        "# HELP %s %s%n# TYPE %s %s%n"
            .formatted(name, SampleText.escaped(help, false), name, type(first))
            .replace(System.lineSeparator(), "\n");
  }

  private static String type(Metric metric) {
    if (isSummary(metric)) {
      return "summary";
    }
    return metric instanceof Counter ? "counter" : "gauge";
  }

  /** Whether a metric belongs to a summary. */
  static boolean isSummary(Metric metric) {
    return metric instanceof Histogram;
  }

  boolean accepts(Metric metric) {
    return isSummary(metric) == summary;
  }

  /** Adds a series; of equal labels the newest holds. */
  void put(String labels, Metric metric) {
    series.put(labels, metric);
  }

  /** Removes a series, unless a newer metric has its labels by now. */
  void remove(String labels, Metric metric) {
    series.remove(labels, metric);
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /** Writes the values of this moment. A metric that cannot tell its value is left out. */
  void writeTo(Appendable out) throws IOException {
    boolean headed = false;
    for (Map.Entry<String, Metric> entry : series.entrySet()) {
      Metric metric = entry.getValue();
      try {
        StringBuilder lines = new StringBuilder();
        write(lines, entry.getKey(), metric);
        if (!lines.isEmpty()) {
          out.append(headed ? "" : head).append(lines);
          headed = true;
        }
      } catch (RuntimeException e) {
        LOG.debug("left out, its value cannot be read: {}", name, e);
      }
    }
  }

  private void write(Appendable out, String labels, Metric metric) throws IOException {
    if (metric instanceof Histogram histogram) {
      SampleText.sample(out, name + "_count", labels, (double) histogram.getCount());
      HistogramStatistics statistics = histogram.getStatistics();
      for (double quantile : QUANTILES) {
        String all = labels + (labels.isEmpty() ? "" : ",") + "quantile=\"" + quantile + '"';
        SampleText.sample(out, name, all, statistics.getQuantile(quantile));
      }
      return;
    }
    SampleText.sample(out, name, labels, value(metric));
  }

  /** NaN stands for a value that is not given. */
  private static double value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    if (metric instanceof Meter meter) {
      return meter.getRate();
    }
    Object value = metric instanceof Gauge<?> gauge ? gauge.getValue() : null;
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof Boolean flag ? (flag ? 1 : 0) : Double.NaN;
  }
}
