package lumen.fusion.evidence;

import java.io.Serializable;

/**
 * A rule on text events: each one that holds its words gives an entry with its quote.
 *
 * @param id its name, unique among all rules
 * @param match the words that are looked for, at least one
 * @param quote what the entry says
 * @param anyOrder whether the words may stand anywhere, not only as the phrase
 */
public record QuoteRule(String id, String match, String quote, boolean anyOrder)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Checks that there is a word to look for. */
  public QuoteRule {
    if (FoldedText.words(match).isEmpty()) {
      throw new IllegalArgumentException("must hold a word: match=" + match);
    }
  }

  /** The words of a text, folded as they are matched and joined: a name for the rule. */
  public static String nameOf(String match) {
    return String.join("-", FoldedText.words(match));
  }
}
