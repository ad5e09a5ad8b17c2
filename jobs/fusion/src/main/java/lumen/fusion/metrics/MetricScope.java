package lumen.fusion.metrics;

import java.util.List;

/** What a metric has one series for. */
public enum MetricScope {
  /** A subtask of the operator. */
  OPERATOR,
  /** A tenant. */
  TENANT,
  /** A channel of a tenant. */
  CHANNEL,
  /** An event source of the input. */
  SOURCE,
  /** A reason code of the rejects. */
  REASON;

  /** The labels that tell the series apart, in the order of the metric groups. */
  public List<MetricLabel> labels() {
    return switch (this) {
      case OPERATOR -> List.of();
      case TENANT -> List.of(MetricLabel.TENANT);
      case CHANNEL -> List.of(MetricLabel.TENANT, MetricLabel.SOURCE, MetricLabel.KEY);
      case SOURCE -> List.of(MetricLabel.SOURCE);
      case REASON -> List.of(MetricLabel.REASON);
    };
  }
}
