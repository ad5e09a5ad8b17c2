package lumen.fusion.evidence;

import java.io.Serializable;
import java.util.List;

/**
 * The rules in force, compiled. Made from rule files by {@code
 * lumen.fusion.settings.EvidenceFiles}, which knows YAML and places in files.
 *
 * @param risks rules on frames, in the order of the file
 * @param quotes rules on text events, in the order of the file
 */
public record EvidenceRules(List<RiskRule> risks, List<QuoteRule> quotes) implements Serializable {
  private static final long serialVersionUID = 1;

  /** No rules. */
  public static final EvidenceRules NONE = new EvidenceRules(List.of(), List.of());

  /** Copies the lists. */
  public EvidenceRules {
    risks = List.copyOf(risks);
    quotes = List.copyOf(quotes);
  }

  /** The same with the risk rules of others. */
  public EvidenceRules withRisks(List<RiskRule> others) {
    return new EvidenceRules(others, quotes);
  }

  /** The same with the quote rules of others. */
  public EvidenceRules withQuotes(List<QuoteRule> others) {
    return new EvidenceRules(risks, others);
  }
}
