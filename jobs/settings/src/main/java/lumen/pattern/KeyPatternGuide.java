package lumen.pattern;

/** What the reference page says of {@link KeyPattern}. */
public final class KeyPatternGuide {
  /** A chapter in Markdown. */
  public static final String CHAPTER =
      """
      ### Key patterns

      | pattern | matches |
      |---|---|
      | `*` | any number of any characters, `/` and `.` included |
      | `?` | one character |
      | `[abc]` `[a-z]` `[!a]` | one of these characters, one of the range, one that is none of them |
      | `{left,right}` | one of these patterns |
      | `[0]` `[*]` | the index of an array element, any index (`acc[0]`, `acc[*]`); `[0]` also matches the digit 0 |
      | `\\x` | the character x itself |

      A pattern also matches the key it is equal to. The whole key must match. In YAML, a pattern \
      that begins with `*`, `{` or `[` needs quotes; in single quotes a backslash stands for itself.

      """;

  private KeyPatternGuide() {}
}
