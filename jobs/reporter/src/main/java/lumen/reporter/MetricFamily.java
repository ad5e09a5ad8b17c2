package lumen.reporter;

import java.util.ArrayList;
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
  private final byte[] head;
  private final boolean summary;
  private final Map<String, Series> series = new ConcurrentSkipListMap<>();

  /** A metric and the beginnings of its lines. */
  private record Series(Metric metric, List<byte[]> lines) {}

  /**
   * Without series.
   *
   * @param first tells the type of all
   */
  MetricFamily(String name, String help, Metric first) {
    this.name = name;
    this.summary = isSummary(first);
    this.head =
        ExpositionBytes.coded(
            "# HELP %s %s\n# TYPE %s %s\n"
                .formatted(name, SampleText.escaped(help, false), name, type(first)));
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
    series.put(labels, new Series(metric, lines(labels)));
  }

  private List<byte[]> lines(String labels) {
    if (!summary) {
      return List.of(line(name, labels));
    }
    List<byte[]> lines = new ArrayList<>();
    lines.add(line(name + "_count", labels));
    for (double quantile : QUANTILES) {
      lines.add(
          line(name, labels + (labels.isEmpty() ? "" : ",") + "quantile=\"" + quantile + '"'));
    }
    return List.copyOf(lines);
  }

  private static byte[] line(String name, String labels) {
    return ExpositionBytes.coded(name + '{' + labels + "} ");
  }

  /** Removes a series, unless a newer metric has its labels by now. */
  void remove(String labels, Metric metric) {
    series.computeIfPresent(labels, (key, known) -> known.metric() == metric ? null : known);
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /** Writes the values of this moment. A metric that cannot tell its value is left out. */
  void writeTo(ExpositionBytes out) {
    boolean headed = false;
    for (Series one : series.values()) {
      int before = out.length();
      if (!headed) {
        out.append(head);
      }
      int begun = out.length();
      try {
        write(out, one);
      } catch (RuntimeException e) {
        LOG.debug("left out, its value cannot be read: {}", name, e);
        out.cutTo(begun);
      }
      if (out.length() == begun) {
        out.cutTo(before);
      } else {
        headed = true;
      }
    }
  }

  private static void write(ExpositionBytes out, Series one) {
    if (one.metric() instanceof Histogram histogram) {
      sample(out, one.lines().get(0), (double) histogram.getCount());
      HistogramStatistics statistics = histogram.getStatistics();
      for (int i = 0; i < QUANTILES.size(); i++) {
        sample(out, one.lines().get(i + 1), statistics.getQuantile(QUANTILES.get(i)));
      }
      return;
    }
    sample(out, one.lines().get(0), value(one.metric()));
  }

  /** Writes one sample, or nothing for NaN, which stands for a value that is not given. */
  private static void sample(ExpositionBytes out, byte[] line, double value) {
    if (!Double.isNaN(value)) {
      out.append(line);
      out.value(value);
    }
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
