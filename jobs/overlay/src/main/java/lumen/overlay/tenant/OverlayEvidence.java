package lumen.overlay.tenant;

import java.util.Locale;
import lumen.runtime.evidence.EvidenceEntry;

/** What an entry of evidence may be about. */
public enum OverlayEvidence implements EvidenceEntry.Kind {
  /** A move of a breaker. */
  BREAKER,
  /** A move of a gate. */
  GATE,
  /** Outcomes that stayed away. */
  MISSING,
  /** Outcomes of something else than was decided. */
  DIVERTED,
  /** Outcomes do not come, or come again. */
  BLIND,
  /** A rollout takes another share than it should. */
  DRIFT,
  /** Other flags are in force. */
  FLAGS,
  /** A command was obeyed. */
  CONTROL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  @Override
  public String wireName() {
    return wireName;
  }
}
