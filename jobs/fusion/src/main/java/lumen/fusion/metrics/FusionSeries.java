package lumen.fusion.metrics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.SeriesSet;

/** The metrics of tenants, by the occasion on which they come to be known. */
enum FusionSeries implements SeriesSet {
  /** A frame. */
  FRAME,
  /** A frame of now. */
  NOW,
  /** A tick of the bridge. */
  TICK,
  /** A value of the reference engine. */
  REFERENCE,
  /** The tenant itself: what is counted of it. */
  COUNTS,
  /** The figures of a channel. */
  CHANNEL,
  /** How true a channel's provisional phases are. */
  NOW_CHANNEL;

  private static final Set<FusionMetric> OF_NOW =
      EnumSet.of(
          FusionMetric.NOW_MODE,
          FusionMetric.NOW_ORDER,
          FusionMetric.NOW_PHASE_DIFF,
          FusionMetric.NOW_COHERENCE,
          FusionMetric.NOW_ENTROPY_RATIO,
          FusionMetric.NOW_STREAMS_FRESH,
          FusionMetric.NOW_ERROR_P50,
          FusionMetric.NOW_ERROR_P90,
          FusionMetric.NOW_LEAD);

  @Override
  public List<? extends ExportedMetric> metrics() {
    return switch (this) {
      case FRAME ->
          Arrays.stream(FusionMetric.values())
              .filter(metric -> metric.scope().equals(MetricScope.TENANT))
              .filter(metric -> metric != FusionMetric.FRAMES_TOTAL && !OF_NOW.contains(metric))
              .toList();
      case NOW -> List.copyOf(OF_NOW);
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
      case NOW_CHANNEL -> List.of(FusionMetric.NOW_PLV);
    };
  }
}
