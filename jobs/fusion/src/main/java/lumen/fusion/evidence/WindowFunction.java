package lumen.fusion.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A figure of the values of a field in a trailing window. */
enum WindowFunction {
  /** Their mean. */
  MEAN("mean"),
  /** The least. */
  MIN("min_over"),
  /** The greatest. */
  MAX("max_over"),
  /** Their population standard deviation. */
  STDDEV("stddev"),
  /** The value that 95 % of them do not exceed, interpolated (Hyndman and Fan 1996, type 7). */
  P95("p95");

  private final String word;

  WindowFunction(String word) {
    this.word = word;
  }

  /** The name in rules. */
  String word() {
    return word;
  }

  static Optional<WindowFunction> named(String word) {
    return Arrays.stream(values()).filter(function -> function.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(WindowFunction::word).toList();
  }
}
