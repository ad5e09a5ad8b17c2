package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;
import lumen.signal.fusion.UreValue;

/** What the reference engine tells, as the job took it. */
public enum UreMetric implements ExportedMetric {
  /** Mean phase difference, in cycles. */
  PHASE_DIFF(
      UreValue.PHASE_DIFF.suffix(), "cycles", "Mean phase difference of the reference engine"),
  /** Harmony index, 0 to 1. */
  HARMONY(UreValue.HARMONY.suffix(), "1", "Harmony index of the reference engine, 0 to 1"),
  /** Coherence level, 0 to 1. */
  COHERENCE(UreValue.COHERENCE.suffix(), "1", "Coherence level of the reference engine, 0 to 1"),
  /** Residual entropy of its last round. */
  RESIDUAL_ENTROPY(UreValue.RESIDUAL_ENTROPY.suffix(), "1", "Residual entropy of its last round"),
  /** Rate of its tick, in Hz. */
  HZ(UreValue.HZ.suffix(), "Hz", "Rate of its tick"),
  /** 1 while the newest frame was made with the reference engine, else 0. */
  UP("ure_up", "1", "1 while the newest frame was made with the reference engine, else 0");

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final MetricSpec spec;

  UreMetric(String name, String unit, String meaning) {
    spec =
        new MetricSpec(
            name, MetricKind.GAUGE, MetricScope.TENANT, unit, meaning, FusionExporter.FUSION);
  }

  /** The metric of a value. */
  static UreMetric of(UreValue value) {
    return switch (value) {
      case PHASE_DIFF -> PHASE_DIFF;
      case HARMONY -> HARMONY;
      case COHERENCE -> COHERENCE;
      case RESIDUAL_ENTROPY -> RESIDUAL_ENTROPY;
      case HZ -> HZ;
    };
  }

  @Override
  public MetricSpec spec() {
    return spec;
  }
}
