package lumen.runtime.metrics;

import java.util.regex.Pattern;

/**
 * What tells the series of a metric apart.
 *
 * @param label the label in Prometheus; but for the subtask also the key of the metric group in
 *     Flink
 */
public record MetricLabel(String label) {
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]*");

  /** The group that is worked on together; {@code other} for all beyond the cap. */
  public static final MetricLabel TENANT = new MetricLabel("tenant");

  /** Event source. */
  public static final MetricLabel SOURCE = new MetricLabel("source");

  /** Channel key. */
  public static final MetricLabel KEY = new MetricLabel("key");

  /** Why a line was not taken. */
  public static final MetricLabel REASON = new MetricLabel("reason");

  /** Number of a subtask, from 0. */
  public static final MetricLabel SUBTASK = new MetricLabel("subtask");

  /** Checks that it can be a label of Prometheus. */
  public MetricLabel {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("label must be letters, digits and _ : " + label);
    }
  }
}
