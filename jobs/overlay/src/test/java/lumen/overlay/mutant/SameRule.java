package lumen.overlay.mutant;

import java.util.List;
import java.util.Optional;

/**
 * Changes that no log can tell from the rule, and why; another is drawn in the place of each.
 *
 * @param file the source
 * @param changed what stands in the changed line and not in the rule's
 * @param why why nothing that a job writes of any log differs
 */
record SameRule(String file, String changed, String why) {
  private static final String REFUSED =
      "settings, flags and commands out of range are refused first";
  private static final String NEVER_NAUGHT = "no key begins with a dot";
  private static final String PLACES = "two requests never have the same place";
  private static final String WRITTEN_AND_READ =
      "written and read by the same code; golden savepoints hold it";

  static final List<SameRule> ALL =
      List.of(
          new SameRule("Breaker.java", "MOST = 10001", REFUSED),
          new SameRule("BreakerSettings.java", "micros <= most", "at the most it stays the most"),
          new SameRule("BreakerSettings.java", "openGrowth >= 1", "a growth of 1 adds nothing"),
          new SameRule("Cost.java", "NOT_TOLD = -2", "what is told is 0 and more"),
          new SameRule("FlagSetText.java", "dot <= 0 ? \"\"", NEVER_NAUGHT),
          new SameRule("FlagSetText.java", "dot < 1 ? \"\"", NEVER_NAUGHT),
          new SameRule("FlagSetText.java", "if (dot <= 0)", NEVER_NAUGHT),
          new SameRule("FlagSetText.java", "if (dot < 1)", NEVER_NAUGHT),
          new SameRule("GateSettings.java", "long before = 1", "windows are of a minute and more"),
          new SameRule("GateSettings.java", "window < before", REFUSED),
          new SameRule("GateSettings.java", "window <= before &&", REFUSED),
          new SameRule("GateSettings.java", "STEP_S != 0 &&", REFUSED),
          new SameRule("GateSettings.java", "window >= STEP_S", REFUSED),
          new SameRule("GateTrack.java", "NONE = -2", "windows are numbered from 0"),
          new SameRule(
              "GateTrack.java", "away = 1", "a warning begins with a step that sets it to 0"),
          new SameRule(
              "GateTrack.java", "blockedMicros = 1", "it is read of a block alone, which sets it"),
          new SameRule("GateTrack.java", "held > 1", "without steps nothing holds"),
          new SameRule("GateTrack.java", "steps > 1", "without steps no bound holds"),
          new SameRule("OpenRequest.java", "\"overlay-open\", 2,", WRITTEN_AND_READ),
          new SameRule("OpenRequest.java", "\"overlay-open\", 1, 1", WRITTEN_AND_READ),
          new SameRule("OpenRequests.java", "next) < 1", PLACES),
          new SameRule("OpenRequests.java", "next) <= 0", PLACES),
          new SameRule("OverlayFlag.java", "name.equals(BASELINE) &&", REFUSED),
          new SameRule("OverlayFlag.java", "minConfidence >= 0 ||", REFUSED),
          new SameRule("OverlayFlag.java", "minConfidence <= 2", REFUSED),
          new SameRule("OverlayFlag.java", "rolloutPercent >= 0 ||", REFUSED),
          new SameRule("OverlayFlag.java", "rolloutPercent <= 101", REFUSED),
          new SameRule(
              "WindowFigures.java",
              "overBlock() >= n()",
              "of a confidence above 0.5 the least number that blocks is above 1 of 20"));

  /** The rule that a changed line still is; empty where it is another. */
  static Optional<SameRule> of(RouteMutant mutant, String rule, String changed) {
    return ALL.stream()
        .filter(same -> mutant.file().endsWith(same.file()))
        .filter(same -> changed.contains(same.changed()) && !rule.contains(same.changed()))
        .findFirst();
  }
}
