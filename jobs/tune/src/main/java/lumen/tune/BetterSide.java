package lumen.tune;

import java.util.List;
import java.util.Optional;

/** On which side a metric is better; most have none: a gain or a tick is neither good nor bad. */
enum BetterSide {
  /** More is better. */
  HIGHER(1),
  /** Less is better. */
  LOWER(-1);

  private static final List<String> UP =
      List.of(
          "fusion_coherence_level",
          "fusion_harmony_index",
          "fusion_sync_quality",
          "fusion_streams_fresh",
          "bridge_sync_quality",
          "ure_up");

  private static final List<String> DOWN =
      List.of(
          "fusion_phase_diff_mean",
          "fusion_entropy_ratio",
          "fusion_watermark_lag_ms",
          "bridge_phase_diff_mean",
          "bridge_entropy_ratio",
          "bridge_rollback_ratio_5m",
          "bridge_tick_jitter_ms",
          "bridge_tick_jitter_ms_p95");

  private final int sign;

  BetterSide(int sign) {
    this.sign = sign;
  }

  /** The side of a metric, by its plain name. */
  static Optional<BetterSide> of(String metric) {
    if (UP.contains(metric)) {
      return Optional.of(HIGHER);
    }
    return DOWN.contains(metric) ? Optional.of(LOWER) : Optional.empty();
  }

  /** How much better it became: below 0 worse. */
  double gain(double before, double after) {
    return sign * (after - before);
  }

  /** The end of a metric's values that hurts: what it falls to, or rises to, 5 % of the time. */
  double tail(Column.Figures figures) {
    return this == HIGHER ? figures.p05() : figures.p95();
  }
}
