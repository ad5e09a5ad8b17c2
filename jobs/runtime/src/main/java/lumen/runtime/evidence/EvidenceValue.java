package lumen.runtime.evidence;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One value that an entry of evidence rests on: a number, a count, a truth value, or a word.
 *
 * @param name what it is, such as {@code phase_diff} or {@code mean(coherence, 5m)}
 * @param number the number, 1 or 0 for a truth value; NaN for a word, or if it is not given
 * @param word the word; empty for a number, or if it is not given
 * @param form how it stands in a line
 */
public record EvidenceValue(String name, double number, String word, Form form) {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"\\\\]+");

  /** Checks that the name can be a key. */
  public EvidenceValue {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must have a character, none a quote, a backslash or a control: " + name);
    }
  }

  /** How a value stands in a line. */
  public enum Form {
    /** A number, or nothing. */
    NUMBER,
    /** A whole number. */
    WHOLE,
    /** True or false. */
    FLAG,
    /** A word. */
    WORD
  }

  /** A number; NaN if it is not given. */
  public static EvidenceValue of(String name, double number) {
    return new EvidenceValue(name, number, "", Form.NUMBER);
  }

  /** Numbers by their names, in the order of the map; NaN if not given. */
  public static List<EvidenceValue> of(Map<String, Double> numbers) {
    return numbers.entrySet().stream()
        .map(number -> of(number.getKey(), number.getValue()))
        .toList();
  }

  /** A word; empty if it is not given. */
  public static EvidenceValue of(String name, String word) {
    return new EvidenceValue(name, Double.NaN, word, word.isEmpty() ? Form.NUMBER : Form.WORD);
  }

  /** A whole number, such as a count: below 2^53. */
  public static EvidenceValue whole(String name, long number) {
    return new EvidenceValue(name, number, "", Form.WHOLE);
  }

  /** True or false. */
  public static EvidenceValue flag(String name, boolean flag) {
    return new EvidenceValue(name, flag ? 1 : 0, "", Form.FLAG);
  }

  /** What is not given. */
  public static EvidenceValue none(String name) {
    return of(name, Double.NaN);
  }
}
