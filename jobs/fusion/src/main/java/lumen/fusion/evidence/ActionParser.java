package lumen.fusion.evidence;

import java.util.List;

/** Reads the actions of a rule. */
final class ActionParser {
  private final String text;

  ActionParser(String text) {
    this.text = text;
  }

  List<Action> actions() throws RuleSyntaxException {
    if (!text.isEmpty()) {
      throw new RuleSyntaxException(0, text);
    }
    return List.of();
  }
}
