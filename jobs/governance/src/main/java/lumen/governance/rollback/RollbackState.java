package lumen.governance.rollback;

import java.util.Locale;

/** How a rollback stands. */
public enum RollbackState {
  /** Nothing speaks against the newest revision. */
  WATCH,
  /** It is advised, and waits. */
  ADVISED,
  /** It is commanded, and waits for an answer. */
  COMMANDED,
  /** An operator has refused it. */
  REFUSED,
  /** It was answered, or nobody answered. */
  HELD;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in lines. */
  public String word() {
    return word;
  }

  /** Whether it waits for somebody. */
  public boolean isOpen() {
    return this == ADVISED || this == COMMANDED;
  }

  /** Whether the policy rests meanwhile. */
  public boolean makesPolicyRest() {
    return this == ADVISED || this == COMMANDED || this == HELD;
  }
}
