package lumen.fusion.evidence;

/**
 * A word of a condition.
 *
 * @param kind what it is
 * @param text as it is written; of a text in quotes what stands between them
 * @param offset where it begins, from 0
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    /** A decimal number. */
    NUMBER,
    /** A number with s, m or h. */
    SPAN,
    /** Letters, digits and underscores. */
    NAME,
    /** A text in quotes. */
    TEXT,
    /** An operator, a parenthesis or a comma. */
    SIGN,
    /** Behind the last word. */
    END,
    /** Something that is no word. */
    UNREADABLE
  }

  private static final int MAX_SHOWN = 40;

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }

  boolean isAny(String first, String second) {
    return is(first) || is(second);
  }

  /** A word as messages show it. */
  static String shown(String word) {
    return word.length() > MAX_SHOWN ? word.substring(0, MAX_SHOWN - 3) + "..." : word;
  }

  /** What it is, to follow the word "is". */
  String described() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "the text \"" + text + '"';
      default -> shown(text);
    };
  }
}
