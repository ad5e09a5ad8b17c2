package lumen.overlay.record;

import java.util.Locale;

/** Why an overlay was not taken. */
public enum Because {
  /** Not enabled. */
  DISABLED(Reason.DISABLED),
  /** The request is not confident enough. */
  LOW_CONFIDENCE(Reason.DEFAULT),
  /** The request's bucket is not in the rollout. */
  NOT_IN_ROLLOUT(Reason.SPLIT),
  /** Outcomes do not come, so nobody would see it fail. */
  BLIND(Reason.GUARDED),
  /** It takes too many tokens. */
  GATE_TOKENS(Reason.GUARDED),
  /** It is too slow. */
  GATE_LATENCY(Reason.GUARDED),
  /** It is worse than the baseline. */
  GATE_QUALITY(Reason.GUARDED),
  /** Its breaker is open or held. */
  BREAKER_OPEN(Reason.GUARDED),
  /** All probes of its breaker are under way. */
  HALF_OPEN_FULL(Reason.GUARDED),
  /** None is for the scenario. */
  NO_OVERLAY(Reason.DEFAULT),
  /** No overlay runs at all. */
  BASELINE_ONLY(Reason.DISABLED),
  /** Too many requests wait for their outcome. */
  FULL(Reason.GUARDED);

  private final Reason reason;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  Because(Reason reason) {
    this.reason = reason;
  }

  /** The same in the words of OpenFeature. */
  public Reason reason() {
    return reason;
  }

  /** The word in outputs. */
  public String wireName() {
    return wireName;
  }

  /** Why something was decided, in the words of OpenFeature, whose type is open. */
  public enum Reason {
    /** By the share of a rollout. */
    SPLIT,
    /** By what the flag is for. */
    TARGETING_MATCH,
    /** By nothing. */
    DEFAULT,
    /** By a flag that is off. */
    DISABLED,
    /** By breaker, gates, lost outcomes or too many that wait: Lumen's own. */
    GUARDED
  }
}
