package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.SeriesFigures;

/** How true the provisional phases of a channel are. */
final class ChannelTruth implements SeriesFigures {
  private volatile double plv = Double.NaN;

  /** Takes it; NaN where it is not known, or the channel is not fresh. */
  void take(double value) {
    plv = value;
  }

  @Override
  public double value(ExportedMetric metric) {
    return metric == FusionMetric.NOW_PLV ? plv : Double.NaN;
  }
}
