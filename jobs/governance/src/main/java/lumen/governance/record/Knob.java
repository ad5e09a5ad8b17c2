package lumen.governance.record;

import java.util.Locale;
import java.util.Optional;

/** What the policy may turn. */
public enum Knob {
  /** How long the cache keeps an entry, s. */
  TTL_S,
  /** Entries of the cache within an instance. */
  L1_ENTRIES,
  /** Instances that are kept when nobody asks. */
  MIN_INSTANCES;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name in lines. */
  public String word() {
    return word;
  }

  /** The knob of a name. */
  public static Optional<Knob> of(String word) {
    for (Knob each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
