package lumen.reporter;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.metrics.Metric;

/** All series, in the order of their names. Changes exclude each other; a scrape excludes none. */
final class SeriesTable {
  private final Map<String, MetricFamily> families = new ConcurrentSkipListMap<>();
  private volatile boolean process;

  /** Adds a series. Returns false if its name is taken by metrics of another type. */
  synchronized boolean add(String name, String help, String labels, Metric metric) {
    MetricFamily family =
        families.computeIfAbsent(name, key -> new MetricFamily(key, help, metric));
    if (!family.accepts(metric)) {
      return false;
    }
    family.put(labels, metric);
    return true;
  }

  synchronized void remove(String name, String labels, Metric metric) {
    MetricFamily family = families.get(name);
    if (family != null) {
      family.remove(labels, metric);
      if (family.isEmpty()) {
        families.remove(name);
      }
    }
  }

  synchronized void clear() {
    families.clear();
  }

  /** Tells what the process itself takes, too. */
  void tellOfTheProcess() {
    process = true;
  }

  /** Writes the values of this moment. */
  void writeTo(ExpositionBytes out) {
    for (MetricFamily family : families.values()) {
      family.writeTo(out);
    }
    if (process) {
      ProcessFigures.writeTo(out);
    }
  }
}
