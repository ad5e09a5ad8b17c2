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
  /** An entry of the evidence log. */
  EVIDENCE,
  /** The figures of a channel. */
  CHANNEL;

  @Override
  public List<? extends ExportedMetric> metrics() {
    return switch (this) {
      case FRAME ->
          Arrays.stream(FusionMetric.values())
              .filter(metric -> metric.scope().equals(MetricScope.TENANT))
              .toList();
      case TICK -> List.of(BridgeMetric.values());
      case REFERENCE -> List.of(UreMetric.values());
      case EVIDENCE -> List.of(EvidenceMetric.values());
      case CHANNEL -> List.of(FusionMetric.NIS);
    };
  }
}
