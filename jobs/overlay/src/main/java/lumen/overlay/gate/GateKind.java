package lumen.overlay.gate;

import java.util.Locale;

/** What a gate looks at. */
public enum GateKind {
  /** How many tokens an overlay takes beside the baseline. */
  TOKENS,
  /** How many answers take too long. */
  LATENCY,
  /** How good the answers are beside those of the baseline. */
  QUALITY;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The word in outputs. */
  public String wireName() {
    return wireName;
  }
}
