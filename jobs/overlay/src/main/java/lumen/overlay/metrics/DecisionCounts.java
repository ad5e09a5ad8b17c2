package lumen.overlay.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.record.Because;
import lumen.overlay.record.Decision;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Decisions by what was given and by what decided. */
final class DecisionCounts {
  /** What stands for no {@code because}: an overlay was taken. */
  static final String TAKEN = "taken";

  private final Map<Key, Counter> counters = new HashMap<>();

  private record Key(String overlay, Because.Reason reason, String because) {}

  /** Registers a counter for all that can be decided of these overlays. */
  DecisionCounts(MetricGroup group, Collection<String> overlays) {
    for (Because because : Because.values()) {
      register(group, new Key(OverlayFlag.BASELINE, because.reason(), because.wireName()));
    }
    for (String overlay : overlays) {
      register(group, new Key(overlay, Because.Reason.SPLIT, TAKEN));
      register(group, new Key(overlay, Because.Reason.TARGETING_MATCH, TAKEN));
    }
  }

  private void register(MetricGroup group, Key key) {
    counters.put(
        key,
        group
            .addGroup("overlay", key.overlay())
            .addGroup("reason", key.reason().name())
            .addGroup("because", key.because())
            .counter(OverlayMetric.DECISIONS_TOTAL.exportedName()));
  }

  /** One more; of an overlay that has no series it counts for {@code other}. */
  void decided(Decision decision) {
    Because because = decision.because();
    String word = because == null ? TAKEN : because.wireName();
    Counter counter = counters.get(new Key(decision.overlay(), decision.reason(), word));
    if (counter == null) {
      counter = counters.get(new Key(OverlayFlag.OTHER, decision.reason(), word));
    }
    counter.inc();
  }
}
