package lumen.overlay.record;

import java.util.Locale;
import java.util.Optional;

/** How a request ended. */
public enum OutcomeResult {
  /** With an answer. */
  SUCCESS,
  /** With an error. */
  FAILURE,
  /** With none in time. */
  TIMEOUT;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The result of a word. */
  public static Optional<OutcomeResult> of(String word) {
    for (OutcomeResult result : values()) {
      if (result.wireName.equals(word)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  /** The word in logs. */
  public String wireName() {
    return wireName;
  }
}
