package lumen.overlay.breaker;

import java.util.Locale;

/** How a breaker stands. */
public enum BreakerState {
  /** Requests pass. */
  CLOSED,
  /** A few requests pass, as probes. */
  HALF_OPEN,
  /** None passes until its time is over. */
  OPEN,
  /** None passes until an operator releases it. */
  HELD;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The word in outputs. */
  public String wireName() {
    return wireName;
  }
}
