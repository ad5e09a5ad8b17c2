package lumen.connectors.ure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One sample line of a metrics endpoint.
 *
 * @param name metric name
 * @param labels its labels by name, without those whose value is empty (an empty label and none are
 *     the same thing)
 * @param value the value, which may be NaN or infinite
 * @param micros exposed time stamp, microseconds since the epoch, or {@link #UNSTAMPED}
 * @param line the line it stands on, from 1
 */
record MetricSample(
    String name, SortedMap<String, String> labels, double value, long micros, int line) {
  /** The time stamp of a sample that exposes none. */
  static final long UNSTAMPED = Long.MIN_VALUE;

  /**
   * Name of its series, which ends in the metric's name: {@code instance=a,job=b/ure_hz}, labels by
   * name, {@code \ , = /} in a value behind a backslash; the plain name where there are no labels.
   * Two series never share one.
   */
  String series() {
    return labels.isEmpty() ? name : prefix() + name;
  }

  /** What of {@link #series} stands before the metric's name. */
  String prefix() {
    StringBuilder prefix = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      prefix.append(prefix.isEmpty() ? "" : ",").append(label.getKey()).append('=');
      String value = label.getValue();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\\' || c == ',' || c == '=' || c == '/') {
          prefix.append('\\');
        }
        prefix.append(c);
      }
    }
    return prefix.isEmpty() ? "" : prefix.append('/').toString();
  }

  static SortedMap<String, String> noLabels() {
    return new TreeMap<>();
  }
}
