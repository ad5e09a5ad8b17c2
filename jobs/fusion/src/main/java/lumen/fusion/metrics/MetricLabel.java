package lumen.fusion.metrics;

import java.util.Locale;

/** What tells the series of a metric apart. */
public enum MetricLabel {
  /** The group that is fused together; {@code other} for all beyond the cap. */
  TENANT,
  /** Event source. */
  SOURCE,
  /** Channel key. */
  KEY,
  /** Why a line was not taken. */
  REASON,
  /** Number of a subtask, from 0. */
  SUBTASK;

  /** The label in Prometheus; but for the subtask also the key of the metric group in Flink. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
