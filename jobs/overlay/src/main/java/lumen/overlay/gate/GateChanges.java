package lumen.overlay.gate;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of the gates an overlay has of its own: the keys that were given and no others, such as
 * {@code tokens.block_percent}, in the order of the configuration. NaN is a limit that is taken
 * away.
 */
public record GateChanges(Map<String, Double> values) implements Serializable {
  /** Every key that an overlay may have of its own, in the order of the configuration. */
  public static final List<String> KEYS =
      List.of(
          "min_n",
          "confidence",
          "steps_in_a_row",
          "warn_steps",
          "clean_steps",
          "auto_release_s",
          "tokens.warn_percent",
          "tokens.block_percent",
          "latency.warn_ms",
          "latency.block_ms",
          "quality.warn",
          "quality.block");

  /** Nothing. */
  public static final GateChanges NONE = new GateChanges(Map.of());

  /** Puts the keys in their order, and refuses others. */
  public GateChanges {
    Map<String, Double> ordered = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (values.containsKey(key)) {
        ordered.put(key, values.get(key));
      }
    }
    if (ordered.size() != values.size()) {
      throw new IllegalArgumentException(
          "gates of an overlay must be of " + KEYS + ": " + values.keySet());
    }
    values = Collections.unmodifiableMap(ordered);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double or(String key, double otherwise) {
    return values.getOrDefault(key, otherwise);
  }
}
