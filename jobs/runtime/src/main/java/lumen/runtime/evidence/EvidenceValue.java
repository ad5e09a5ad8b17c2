package lumen.runtime.evidence;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One value that an entry of evidence rests on: a number, or a word.
 *
 * @param name what it is, such as {@code phase_diff} or {@code mean(coherence, 5m)}
 * @param number the number; NaN for a word, or if it is not given
 * @param word the word; empty for a number, or if it is not given
 */
public record EvidenceValue(String name, double number, String word) {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"\\\\]+");

  /** Checks that the name can be a key. */
  public EvidenceValue {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must have a character, none a quote, a backslash or a control: " + name);
    }
  }

  /** A number; NaN if it is not given. */
  public static EvidenceValue of(String name, double number) {
    return new EvidenceValue(name, number, "");
  }

  /** Numbers by their names, in the order of the map; NaN if not given. */
  public static List<EvidenceValue> of(Map<String, Double> numbers) {
    return numbers.entrySet().stream()
        .map(number -> of(number.getKey(), number.getValue()))
        .toList();
  }

  /** A word; empty if it is not given. */
  public static EvidenceValue of(String name, String word) {
    return new EvidenceValue(name, Double.NaN, word);
  }
}
