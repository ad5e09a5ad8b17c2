package lumen.governance.record;

import java.util.Locale;
import java.util.Optional;

/** How a deployment ended. */
public enum DeployResult {
  /** The revision serves. */
  SUCCESS,
  /** It does not. */
  FAILED,
  /** It did, and was taken back. */
  ROLLED_BACK;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in lines. */
  public String word() {
    return word;
  }

  /** The result of a word. */
  public static Optional<DeployResult> of(String word) {
    for (DeployResult each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
