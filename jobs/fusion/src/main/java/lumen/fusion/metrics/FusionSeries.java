package lumen.fusion.metrics;

import java.util.Arrays;
import java.util.List;

/** Metrics that come to be known on the same occasion; their series begin and end together. */
enum FusionSeries {
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

  /** Its metrics, each with one series for a tenant, or for a channel. */
  List<? extends ExportedMetric> metrics() {
    return switch (this) {
      case FRAME ->
          Arrays.stream(FusionMetric.values())
              .filter(metric -> metric.scope() == MetricScope.TENANT)
              .toList();
      case TICK -> List.of(BridgeMetric.values());
      case REFERENCE -> List.of(UreMetric.values());
      case EVIDENCE -> List.of(EvidenceMetric.values());
      case CHANNEL -> List.of(FusionMetric.NIS);
    };
  }

  /** Series that one tenant, or one channel, has of it. */
  int size() {
    return metrics().size();
  }
}
