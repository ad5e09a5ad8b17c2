package lumen.fusion.metrics;

/** What the evidence rules tell. */
public enum EvidenceMetric implements ExportedMetric {
  /** Risk entries of the evidence log, in entries. */
  RISK_COUNT(
      "evidence_risk_count",
      MetricKind.COUNTER,
      MetricScope.TENANT,
      "entries",
      "Risk entries of the evidence log"),
  /** Quote entries of the evidence log, in entries. */
  QUOTE_COUNT(
      "evidence_quote_count",
      MetricKind.COUNTER,
      MetricScope.TENANT,
      "entries",
      "Quote entries of the evidence log");

  private final String exportedName;
  private final MetricKind kind;
  private final MetricScope scope;
  private final String unit;
  private final String meaning;

  EvidenceMetric(
      String exportedName, MetricKind kind, MetricScope scope, String unit, String meaning) {
    this.exportedName = exportedName;
    this.kind = kind;
    this.scope = scope;
    this.unit = unit;
    this.meaning = meaning;
  }

  @Override
  public String exportedName() {
    return exportedName;
  }

  @Override
  public MetricKind kind() {
    return kind;
  }

  @Override
  public MetricScope scope() {
    return scope;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public FusionExporter exporter() {
    return FusionExporter.FUSION;
  }
}
