package lumen.fusion.evidence;

import java.util.List;

/**
 * A text of a rule that leaves its grammar: where, and what would be right. It has no stack trace:
 * the place is in the text, not in the code.
 */
public final class RuleSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;
  private final String word;
  private final transient List<String> known;

  RuleSyntaxException(int offset, String message) {
    this(offset, message, "", List.of());
  }

  /**
   * A word that is not known.
   *
   * @param known the words that would be
   */
  RuleSyntaxException(int offset, String message, String word, List<String> known) {
    super(message, null, false, false);
    this.offset = offset;
    this.word = word;
    this.known = known;
  }

  /** The character of the text, from 0, at which it leaves the grammar. */
  public int offset() {
    return offset;
  }

  /** The word that is not known; empty if that is not the matter. */
  public String word() {
    return word;
  }

  /** The words that would be known in its place. */
  public List<String> known() {
    return known;
  }
}
