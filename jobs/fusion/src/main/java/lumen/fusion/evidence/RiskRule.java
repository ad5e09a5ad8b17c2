package lumen.fusion.evidence;

import java.io.Serializable;
import java.util.List;

/**
 * A rule on frames: fires when its condition becomes true, and again while it stays true.
 *
 * @param id its name, unique among all rules
 * @param condition when it fires
 * @param risk what it is a sign of
 * @param actions what it asks for, perhaps nothing
 * @param repeatMicros time until it fires again while the condition stays true, microseconds
 */
public record RiskRule(
    String id, Condition condition, String risk, List<Action> actions, long repeatMicros)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Checks the time and copies the list. */
  public RiskRule {
    if (repeatMicros <= 0) {
      throw new IllegalArgumentException("must be > 0: repeatMicros=" + repeatMicros);
    }
    actions = List.copyOf(actions);
  }
}
