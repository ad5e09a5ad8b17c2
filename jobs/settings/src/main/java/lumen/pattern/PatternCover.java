package lumen.pattern;

/**
 * Whether one {@link KeyPattern} takes every name that another one matches, where that can be told
 * from their texts.
 */
final class PatternCover {
  /** Stands for any text in a pattern; no name has it. */
  private static final char ANYTHING = '\uE000';

  private static final String SIGNS = "*?[{\\";

  private PatternCover() {}

  /**
   * A pattern of plain characters and {@code *} that matches another with its signs taken for a
   * character that neither has, matches it with an asterisk there: so it matches whatever else may
   * stand in their places. What a pattern with further signs covers is left open, unless the other
   * is a name.
   */
  static boolean covers(KeyPattern first, KeyPattern other) {
    if (!KeyPattern.isPattern(other.text())) {
      return first.matches(other.text());
    }
    boolean plain = first.text().chars().noneMatch(c -> c != '*' && SIGNS.indexOf(c) >= 0);
    return plain && first.matches(withoutSigns(other.text()));
  }

  private static String withoutSigns(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> plain.append(text.charAt(++i));
        case '*', '?' -> plain.append(ANYTHING);
        case '[', '{' -> {
          i = endOf(text, i);
          plain.append(ANYTHING);
        }
        default -> plain.append(c);
      }
    }
    return plain.toString();
  }

  /** Where a bracket ends that begins here; both kinds may stand in braces, an escape in both. */
  private static int endOf(String text, int begin) {
    boolean braces = text.charAt(begin) == '{';
    for (int i = begin + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (braces && (c == '{' || c == '[')) {
        i = endOf(text, i);
      } else if (braces ? c == '}' : c == ']' && !isFirst(text, begin, i)) {
        return i;
      }
    }
    return text.length() - 1;
  }

  /** Whether a closing bracket is the first character of a set, and so one of it. */
  private static boolean isFirst(String text, int begin, int at) {
    boolean outside = text.charAt(begin + 1) == '!' || text.charAt(begin + 1) == '^';
    return at == begin + (outside ? 2 : 1);
  }
}
