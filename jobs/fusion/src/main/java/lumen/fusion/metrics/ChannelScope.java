package lumen.fusion.metrics;

import java.util.List;
import lumen.runtime.metrics.MetricLabel;
import lumen.runtime.metrics.MetricScope;

/** What metrics of channels have one series for. */
final class ChannelScope {
  /** A channel of a tenant. */
  static final MetricScope CHANNEL =
      new MetricScope(List.of(MetricLabel.TENANT, MetricLabel.SOURCE, MetricLabel.KEY));

  private ChannelScope() {}
}
