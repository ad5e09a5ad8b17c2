package lumen.fusion.metrics;

import java.util.Arrays;
import java.util.List;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.SeriesSet;

/** The metrics of tenants, by the occasion on which they come to be known. */
enum FusionSeries implements SeriesSet {
  /** A frame. */
  FRAME,
  /** A tick of the bridge. */
  TICK,
  /** A value of the reference engine. */
  REFERENCE,
  /** The tenant itself: what is counted of it. */
  COUNTS,
  /** The figures of a channel. */
  CHANNEL;

  @Override
  public List<? extends ExportedMetric> metrics() {
    return switch (this) {
      case FRAME ->
          Arrays.stream(FusionMetric.values())
              .filter(metric -> metric.scope().equals(MetricScope.TENANT))
              .filter(metric -> metric != FusionMetric.FRAMES_TOTAL)
              .toList();
      case TICK ->
          Arrays.stream(BridgeMetric.values())
              .filter(metric -> metric.scope().equals(MetricScope.TENANT))
              .toList();
      case REFERENCE -> List.of(UreMetric.values());
      case COUNTS ->
          List.of(
              FusionMetric.FRAMES_TOTAL,
              EvidenceMetric.EVALUATED_TOTAL,
              EvidenceMetric.RISK_COUNT,
              EvidenceMetric.QUOTE_COUNT);
      case CHANNEL -> List.of(FusionMetric.NIS);
    };
  }
}
