package lumen.signal.fusion;

import java.util.Optional;

/** What the reference engine publishes, named by the end of its keys. */
public enum UreValue {
  /** Mean phase difference in cycles. */
  PHASE_DIFF("ure_phase_diff_mean"),
  /** Harmony index, 0 to 1. */
  HARMONY("ure_harmony_index"),
  /** Coherence level, 0 to 1. */
  COHERENCE("ure_coherence_level"),
  /** Residual entropy of its last round. */
  RESIDUAL_ENTROPY("ure_residual_entropy_last"),
  /** Rate of its tick in Hz. */
  HZ("ure_hz");

  private final String suffix;

  UreValue(String suffix) {
    this.suffix = suffix;
  }

  /** The end of the keys that carry it. */
  public String suffix() {
    return suffix;
  }

  /** The value that a key carries, by its end. */
  public static Optional<UreValue> ofKey(String key) {
    for (UreValue value : values()) {
      if (key.endsWith(value.suffix)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
