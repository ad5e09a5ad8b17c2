package lumen.fusion.evidence;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The rules in force, compiled and immutable. Made from rule files by {@code
 * lumen.fusion.settings.EvidenceFiles}, which knows YAML and places in files.
 */
public final class EvidenceRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** No rules. */
  public static final EvidenceRules NONE = new EvidenceRules(List.of(), List.of());

  private final List<RiskRule> risks;
  private final List<QuoteRule> quotes;
  private final transient QuoteMatcher matcher;

  /**
   * Takes rules in the order in which they are applied.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public EvidenceRules(List<RiskRule> risks, List<QuoteRule> quotes) {
    this.risks = List.copyOf(risks);
    this.quotes = List.copyOf(quotes);
    this.matcher = new QuoteMatcher(this.quotes);
    Set<String> ids = new HashSet<>();
    risks.forEach(rule -> checkNew(ids, rule.id()));
    quotes.forEach(rule -> checkNew(ids, rule.id()));
  }

  private static void checkNew(Set<String> ids, String id) {
    if (!ids.add(id)) {
      throw new IllegalArgumentException("ids must differ: two rules are " + id);
    }
  }

  /** The rules on frames, in the order in which they are applied. */
  public List<RiskRule> risks() {
    return risks;
  }

  /** The rules on text events, in the order in which they are applied. */
  public List<QuoteRule> quotes() {
    return quotes;
  }

  QuoteMatcher matcher() {
    return matcher;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvidenceRules rules
        && rules.risks.equals(risks)
        && rules.quotes.equals(quotes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(risks, quotes);
  }

  @Override
  public String toString() {
    return "EvidenceRules[risks=" + risks + ", quotes=" + quotes + "]";
  }

  private Object readResolve() {
    return new EvidenceRules(risks, quotes);
  }
}
