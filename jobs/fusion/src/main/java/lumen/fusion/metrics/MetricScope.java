package lumen.fusion.metrics;

import java.util.List;

/** What a metric has one series for. */
public enum MetricScope {
  /** The job. */
  JOB,
  /** A subtask of the fuse operator. */
  SUBTASK,
  /** A tenant. */
  TENANT,
  /** A channel of a tenant. */
  CHANNEL,
  /** An event source of the input. */
  SOURCE,
  /** A reason code of the rejects. */
  REASON;

  /** The labels in Prometheus that tell the series apart. */
  public List<MetricLabel> labels() {
    return switch (this) {
      case JOB -> List.of();
      case SUBTASK -> List.of(MetricLabel.SUBTASK);
      case TENANT -> List.of(MetricLabel.TENANT);
      case CHANNEL -> List.of(MetricLabel.TENANT, MetricLabel.SOURCE, MetricLabel.KEY);
      case SOURCE -> List.of(MetricLabel.SOURCE);
      case REASON -> List.of(MetricLabel.REASON);
    };
  }
}
