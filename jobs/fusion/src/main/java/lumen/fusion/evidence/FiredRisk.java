package lumen.fusion.evidence;

import java.util.List;
import lumen.runtime.evidence.EvidenceEntry;

/**
 * A risk rule that fired at a frame.
 *
 * @param entry what is entered of it
 * @param actions what it asks of bridge and fusion
 */
public record FiredRisk(EvidenceEntry entry, List<Action> actions) {
  /** Copies the list. */
  public FiredRisk {
    actions = List.copyOf(actions);
  }
}
