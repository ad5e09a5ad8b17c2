package lumen.fusion.settings;

import lumen.fusion.evidence.EvidenceRules;

/**
 * Reads the texts of the rule files {@code evidence/risk_map.yaml} and {@code quote_rules.yaml}.
 */
public final class EvidenceFiles {
  private EvidenceFiles() {}

  /**
   * The rules of two texts.
   *
   * @param riskMap text of risk_map.yaml
   * @param quoteRules text of quote_rules.yaml
   * @param repeatS what {@code repeat_s} is for rules that do not say, seconds
   * @throws SettingsException with all findings, if one of them is an error
   */
  public static EvidenceRules read(String riskMap, String quoteRules, double repeatS) {
    return EvidenceRules.NONE;
  }
}
