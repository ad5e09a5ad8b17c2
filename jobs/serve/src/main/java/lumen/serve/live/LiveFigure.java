package lumen.serve.live;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A figure of a tenant that the live page shows, and the metric that it is taken from. */
public enum LiveFigure {
  COHERENCE("fusion_coherence_level"),
  CHANCE("fusion_coherence_chance"),
  PHASE("fusion_phase_diff_mean"),
  ENTROPY("fusion_entropy_ratio"),
  SYNC("fusion_sync_quality"),
  MODE("fusion_mode"),
  FRESH("fusion_streams_fresh"),
  BRIDGE_PHASE("bridge_phase_diff_mean"),
  BRIDGE_SYNC("bridge_sync_quality"),
  BRIDGE_ENTROPY("bridge_entropy_ratio"),
  TICK_MS("bridge_tick_ms"),
  STATE("bridge_state"),
  MUTED("bridge_muted_ratio"),
  URE_UP("ure_up"),
  NOW_COHERENCE("fusion_now_coherence"),
  NOW_PHASE("fusion_now_phase_diff"),
  NOW_ENTROPY("fusion_now_entropy_ratio"),
  NOW_ORDER("fusion_now_order"),
  NOW_ERROR("fusion_now_error_p50"),
  NOW_ERROR_P90("fusion_now_error_p90"),
  NOW_MODE("fusion_now_mode"),
  NOW_FRESH("fusion_now_streams_fresh"),
  NOW_LEAD("fusion_now_lead_seconds");

  private static final Map<String, LiveFigure> BY_METRIC = byMetric();

  private final String metric;

  LiveFigure(String metric) {
    this.metric = metric;
  }

  /** Its name in answers. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The metric that it is taken from. */
  public String metric() {
    return metric;
  }

  /** Its place in the values of a point. */
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /** Whether it is of a frame, so that it moves when there is another. */
  boolean ofFrame() {
    return metric.startsWith("fusion_") && !metric.startsWith("fusion_now_");
  }

  /** The figure of a metric; null if there is none. */
  static LiveFigure of(String metric) {
    return BY_METRIC.get(metric);
  }

  private static Map<String, LiveFigure> byMetric() {
    Map<String, LiveFigure> figures = new HashMap<>();
    for (LiveFigure figure : values()) {
      figures.put(figure.metric, figure);
    }
    return Map.copyOf(figures);
  }
}
