package lumen.overlay.gate;

import java.util.Locale;

/** How a gate stands. */
public enum GateState {
  /** Nothing holds. */
  OK,
  /** The figure is over the limit that warns. */
  WARN,
  /** The overlay is off in the scenario until a release. */
  BLOCK;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The word in outputs. */
  public String wireName() {
    return wireName;
  }
}
