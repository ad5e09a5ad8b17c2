package lumen.report;

import java.util.Locale;

/**
 * Writes HTML. {@link #raw} is for what this project wrote; whatever comes from outside goes
 * through {@link #text}.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Appends formatted markup; the arguments must be numbers or markup of this project. */
  Html format(String markup, Object... arguments) {
    out.append(String.format(Locale.ROOT, markup, arguments));
    return this;
  }

  /** Appends text, escaped for element content and for quoted attributes. */
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isPlain(c) ? c : '\uFFFD');
      }
    }
    return this;
  }

  /**
   * Control characters, and those that turn the direction of the text after them, are shown as
   * unknown.
   */
  private static boolean isPlain(char c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
    boolean turn = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    return !control && !turn;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
