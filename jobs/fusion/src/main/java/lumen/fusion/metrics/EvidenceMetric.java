package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;

/** What the evidence rules tell. */
public enum EvidenceMetric implements ExportedMetric {
  /** Risk entries of the evidence log, in entries. */
  RISK_COUNT(
      "evidence_risk_count",
      MetricKind.COUNTER,
      MetricScope.TENANT,
      "entries",
      "Risk entries of the evidence log"),
  /** Frames that the rules were held against, in frames. */
  EVALUATED_TOTAL(
      "evidence_evaluated_total",
      MetricKind.COUNTER,
      MetricScope.TENANT,
      "frames",
      "Frames that the evidence rules were held against"),
  /** Quote entries of the evidence log, in entries. */
  QUOTE_COUNT(
      "evidence_quote_count",
      MetricKind.COUNTER,
      MetricScope.TENANT,
      "entries",
      "Quote entries of the evidence log");

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final MetricSpec spec;

  EvidenceMetric(String name, MetricKind kind, MetricScope scope, String unit, String meaning) {
    spec = new MetricSpec(name, kind, scope, unit, meaning, FusionExporter.FUSION);
  }

  @Override
  public MetricSpec spec() {
    return spec;
  }
}
