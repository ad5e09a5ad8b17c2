package lumen.serve.watch;

import java.util.Map;

/**
 * One sample of a page of metrics.
 *
 * @param name without the scope that Flink puts before it
 * @param labels by name
 * @param value as it stands there
 */
public record PlainSample(String name, Map<String, String> labels, double value) {
  public PlainSample {
    labels = Map.copyOf(labels);
  }

  /** A label, or nothing. */
  public String label(String label) {
    return labels.getOrDefault(label, "");
  }
}
