package lumen.fusion.metrics;

/** A metric as Prometheus knows it after relabelling. */
public sealed interface ExportedMetric
    permits FusionMetric, BridgeMetric, EvidenceMetric, UreMetric {
  /** The name in Flink and in Prometheus. */
  String exportedName();

  /** What the value does over time. */
  MetricKind kind();

  /** What it has one series for. */
  MetricScope scope();

  /** Unit of the value, {@code 1} for a ratio or a code. */
  String unit();

  /** What the value tells, for a person. */
  String meaning();

  /** Where it is scraped. */
  FusionExporter exporter();
}
