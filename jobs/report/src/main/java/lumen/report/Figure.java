package lumen.report;

/** The numbers of a fused frame that a report shows. */
enum Figure {
  COHERENCE("coherence", "coherence", "Coherence", 1),
  PHASE_DIFF("phase_diff", "phase diff", "Phase difference", 0.5),
  HARMONY("harmony", "harmony", "Harmony", 1),
  ENTROPY_RATIO("entropy_ratio", "entropy", "Entropy ratio", 1),
  SYNC_QUALITY("sync_quality", "sync q.", "Sync quality", 1),
  ORDER("order", "order", "Order", 1),
  Q("q", "q", "Kalman q", Double.NaN),
  R("r", "r", "Kalman r", Double.NaN),
  STREAMS_FRESH("streams_fresh", "fresh", "Streams fresh", Double.NaN),
  STREAMS_TOTAL("streams_total", "total", "Streams expected", Double.NaN);

  private final String key;
  private final String brief;
  private final String title;
  private final double limit;

  Figure(String key, String brief, String title, double limit) {
    this.key = key;
    this.brief = brief;
    this.title = title;
    this.limit = limit;
  }

  /** Name of the field in the frame. */
  String key() {
    return key;
  }

  /** Name in a narrow table. */
  String brief() {
    return brief;
  }

  /** Name in a heading. */
  String title() {
    return title;
  }

  /** The largest possible value, NaN where there is none; the smallest is 0. */
  double limit() {
    return limit;
  }

  /** Plain name of the metric that shows it; empty where no level is about it. */
  String metric() {
    return switch (this) {
      case COHERENCE -> "fusion_coherence_level";
      case HARMONY -> "fusion_harmony_index";
      case PHASE_DIFF -> "fusion_phase_diff_mean";
      case ENTROPY_RATIO -> "fusion_entropy_ratio";
      case SYNC_QUALITY, ORDER, Q, R, STREAMS_FRESH, STREAMS_TOTAL -> "";
    };
  }

  boolean bounded() {
    return !Double.isNaN(limit);
  }
}
