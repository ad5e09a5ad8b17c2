package lumen.fusion.evidence;

import java.util.Locale;

/** How loud an alert is. */
public enum AlertLevel {
  /** Worth a look. */
  WARN,
  /** To be acted on. */
  CRIT;

  /** The word in rules and outputs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
