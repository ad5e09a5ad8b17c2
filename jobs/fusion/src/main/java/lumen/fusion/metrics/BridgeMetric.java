package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;

/** What the bridge tells. */
public enum BridgeMetric implements ExportedMetric {
  /** Mean magnitude of the phase error that the protocol judges, 0 to 0.5, in cycles. */
  PHASE_DIFF_MEAN(
      "bridge_phase_diff_mean",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles",
      "Mean magnitude of the phase error that the protocol judges, 0 to 0.5"),
  /** Sync quality that the protocol judges, 0 to 1. */
  SYNC_QUALITY(
      "bridge_sync_quality",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Sync quality that the protocol judges, 0 to 1"),
  /** Entropy ratio that the protocol judges, 0 locked to 1 none. */
  ENTROPY_RATIO(
      "bridge_entropy_ratio",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Entropy ratio that the protocol judges, 0 locked to 1 none"),
  /** Interval from the newest tick to the next, in ms. */
  TICK_MS(
      "bridge_tick_ms",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "ms",
      "Interval from the newest tick to the next"),
  /**
   * How far the newest two ticks left the job from the interval they were to have, processing time,
   * in ms. The first tick behind a pause has no such interval.
   */
  TICK_JITTER_MS(
      "bridge_tick_jitter_ms",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "ms",
      "How far the newest two ticks left the job from the interval they were to have, processing"
          + " time; none at the first tick behind a pause"),
  /** Protocol state at the newest tick, 0 for E0 to 4 for E4. */
  STATE(
      "bridge_state",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Protocol state at the newest tick, 0 for E0 to 4 for E4"),
  /** Share of the ticks of the last 5 min whose correction was refused. */
  ROLLBACK_RATIO_5M(
      "bridge_rollback_ratio_5m",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Share of the ticks of the last 5 min whose correction was refused"),
  /** Ticks of the bridge for each of the reference, n or 1/n. */
  MULTIPLE(
      "bridge_multiple",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Ticks of the bridge for each of the reference, n or 1/n; none until it is chosen"),
  /** Share of the newest 300 ticks in E2 and E3 that were not played. */
  MUTED_RATIO(
      "bridge_muted_ratio",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Share of the newest ticks in E2 and E3, 300 at most, that were not played since they were"
          + " too far from the reference"),
  /** Ticks that were to sound and that an output dropped, in ticks. */
  TICKS_DROPPED_TOTAL(
      "bridge_ticks_dropped_total",
      MetricKind.COUNTER,
      DroppedTicks.HEARD,
      "ticks",
      "Ticks to be heard that the output (osc, midi) did not play: too late, too far ahead, too close"
          + " to the one before, its queue full, or the player failed");

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final MetricSpec spec;

  BridgeMetric(String name, MetricKind kind, MetricScope scope, String unit, String meaning) {
    spec = new MetricSpec(name, kind, scope, unit, meaning, FusionExporter.BRIDGE);
  }

  @Override
  public MetricSpec spec() {
    return spec;
  }
}
