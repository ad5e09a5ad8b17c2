package lumen.runtime.metrics;

import java.util.List;

/**
 * What a metric has one series for.
 *
 * @param labels the labels in Prometheus that tell the series apart; of what comes and goes with a
 *     tenant the first is {@link MetricLabel#TENANT}
 */
public record MetricScope(List<MetricLabel> labels) {
  /** The job. */
  public static final MetricScope JOB = new MetricScope(List.of());

  /** A subtask of an operator. */
  public static final MetricScope SUBTASK = new MetricScope(List.of(MetricLabel.SUBTASK));

  /** A tenant. */
  public static final MetricScope TENANT = new MetricScope(List.of(MetricLabel.TENANT));

  /** An event source of the input. */
  public static final MetricScope SOURCE = new MetricScope(List.of(MetricLabel.SOURCE));

  /** A reason code of the rejects. */
  public static final MetricScope REASON = new MetricScope(List.of(MetricLabel.REASON));

  /** Copies the list. */
  public MetricScope {
    labels = List.copyOf(labels);
  }
}
