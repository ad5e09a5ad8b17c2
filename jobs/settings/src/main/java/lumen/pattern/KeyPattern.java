package lumen.pattern;

import com.google.re2j.Pattern;
import java.io.Serializable;

/**
 * A pattern of names, such as the keys of channels and the names of event sources.
 *
 * <table>
 * <caption>What a pattern is made of</caption>
 * <tr><td>{@code *}</td><td>any number of any characters, {@code /} and {@code .} included</td></tr>
 * <tr><td>{@code ?}</td><td>one character</td></tr>
 * <tr><td>{@code [abc]}, {@code [a-z]}, {@code [!a]}</td><td>one of these characters, one in the
 * range, one that is none of these</td></tr>
 * <tr><td>{@code {left,right}}</td><td>one of these patterns</td></tr>
 * <tr><td>{@code \x}</td><td>the character x itself</td></tr>
 * </table>
 *
 * <p>The elements of an array have keys such as {@code acc[0]}. So that they need no escaping,
 * brackets around digits only ({@code [0]}) match that index as well as one of the digits, {@code
 * [*]} matches every index, and a pattern always matches the key it is equal to.
 *
 * <p>Time is proportional to the length of the key times that of the pattern, whatever they hold:
 * {@link GlobExpression}.
 */
public final class KeyPattern implements Serializable {
  private static final long serialVersionUID = 1;

  /** The longest pattern, in characters. */
  public static final int MAX_CHARS = 512;

  private final String text;
  private final transient Pattern pattern;

  private KeyPattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if the text is empty, too long, or a bracket is not closed
   */
  public static KeyPattern of(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "pattern must have 1 to " + MAX_CHARS + " characters: it has " + text.length());
    }
    return new KeyPattern(text, KeyPatternCompiler.compile(text));
  }

  /** Whether a text has a character that means something in a pattern; else it is a name. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{' || c == '\\');
  }

  /**
   * Whether every key that another pattern matches is one of this pattern's. Where that cannot be
   * told from the two texts, false.
   */
  public boolean covers(KeyPattern other) {
    return PatternCover.covers(this, other);
  }

  /** Whether the key is one of the pattern's. */
  public boolean matches(String key) {
    return text.equals(key) || pattern.matches(key);
  }

  /** The pattern as it was written. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPattern like && like.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private Object readResolve() {
    return of(text);
  }
}
