package lumen.watch.dashboard;

import java.util.List;
import lumen.watch.rules.RuleFile.Rule;

/** All shipped dashboards. */
public final class Dashboards {
  private Dashboards() {}

  /** In the order in which they are told of; levels are those of the rules. */
  public static List<Dashboard> all(List<Rule> rules) {
    AlertLevels levels = new AlertLevels(rules);
    return List.of(
        FusionBoard.of(levels),
        BridgeBoard.of(levels),
        JobBoard.of(levels),
        ObjectivesBoard.of(),
        EvidenceBoard.of(levels),
        OverlayBoard.of(levels),
        GovernanceBoard.of(levels));
  }
}
