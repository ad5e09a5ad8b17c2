package lumen.report;

import java.util.EnumMap;
import java.util.Map;

/** What was known of a tenant's steps at once, beside its frames. */
final class NowCurves {
  private static final int CAPACITY = 4096;

  /** A number of a frame of now that a report shows. */
  enum Kind {
    COHERENCE("coherence", 1),
    PHASE_DIFF("phase_diff", 0.5),
    ERROR_P50("error_p50", 0.5),
    ERROR_P90("error_p90", 0.5);

    private final String key;
    private final double limit;

    Kind(String key, double limit) {
      this.key = key;
      this.limit = limit;
    }
  }

  private final Map<Kind, MinMaxEnvelope> envelopes = new EnumMap<>(Kind.class);
  private final Map<Kind, Spread> spreads = new EnumMap<>(Kind.class);
  private long frames;

  NowCurves() {
    for (Kind kind : Kind.values()) {
      envelopes.put(kind, new MinMaxEnvelope(CAPACITY));
      spreads.put(kind, new Spread(kind.limit));
    }
  }

  /** Takes a frame of now, later than the one before. */
  void add(long step, FrameReader frame) {
    frames++;
    for (Kind kind : Kind.values()) {
      double value = frame.number(kind.key);
      envelopes.get(kind).add(step, value);
      spreads.get(kind).add(value);
    }
  }

  void shrinkTo(int spans) {
    envelopes.values().forEach(envelope -> envelope.shrinkTo(spans));
  }

  /** Whether there are any. */
  boolean exist() {
    return frames > 0;
  }

  MinMaxEnvelope envelope(Kind kind) {
    return envelopes.get(kind);
  }

  /** Median over all frames of now that have the figure; NaN without one. */
  double median(Kind kind) {
    return spreads.get(kind).median();
  }
}
