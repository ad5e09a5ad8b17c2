package lumen.fusion.command;

import java.io.Serializable;
import java.util.List;
import lumen.fusion.settings.EvidenceFiles;
import lumen.settings.Finding;
import lumen.settings.Finding.Severity;
import lumen.settings.SettingsException;

/** Finds what is wrong with rules of the evidence. */
@FunctionalInterface
public interface RulesCheck extends Serializable {
  /** Takes every text for rules. */
  RulesCheck NONE = (riskMap, quoteRules) -> List.of();

  /** Takes what the evidence can compile. */
  RulesCheck COMPILED = RulesCheck::compile;

  private static List<String> compile(String riskMap, String quoteRules) {
    try {
      EvidenceFiles.read(riskMap, quoteRules, 1);
      return List.of();
    } catch (SettingsException e) {
      return e.findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .map(Finding::toString)
          .toList();
    }
  }

  /**
   * What is wrong, everything at once and in words; nothing: the rules can be put in force.
   *
   * @param riskMap text of risk_map.yaml
   * @param quoteRules text of quote_rules.yaml
   */
  List<String> findings(String riskMap, String quoteRules);
}
