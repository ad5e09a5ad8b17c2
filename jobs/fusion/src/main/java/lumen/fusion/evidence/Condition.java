package lumen.fusion.evidence;

import java.io.Serializable;

/** When a rule fires. */
public final class Condition implements Serializable {
  private static final long serialVersionUID = 1;

  private final String text;

  private Condition(String text) {
    this.text = text;
  }

  /**
   * Compiles a condition.
   *
   * @throws RuleSyntaxException where the text leaves the grammar
   */
  public static Condition parse(String text) throws RuleSyntaxException {
    return new Condition(text);
  }

  /** As it was written. */
  public String text() {
    return text;
  }
}
