package lumen.fusion.control;

import java.io.Serializable;
import java.util.List;

/** Finds what is wrong with rules of the evidence. */
@FunctionalInterface
public interface RulesCheck extends Serializable {
  /** Takes every text for rules. */
  RulesCheck NONE = (riskMap, quoteRules) -> List.of();

  /**
   * What is wrong, everything at once and in words; nothing: the rules can be put in force.
   *
   * @param riskMap text of risk_map.yaml
   * @param quoteRules text of quote_rules.yaml
   */
  List<String> findings(String riskMap, String quoteRules);
}
