package lumen.fusion.evidence;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a rule fires: a comparison of numbers, or several joined by {@code and}, {@code or}, {@code
 * not}.
 *
 * <pre>
 *   condition  = conjunction { ("or" | "||") conjunction }
 *   conjunction = negation { ("and" | "&amp;&amp;") negation }
 *   negation   = ("not" | "!") negation | comparison | "(" condition ")"
 *   comparison = sum ("&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=") sum | word ("==" | "!=") text
 *   sum        = product { ("+" | "-") product }
 *   product    = factor { ("*" | "/") factor }
 *   factor     = "-" factor | number | field | "(" sum ")" | call
 *   call       = "abs" "(" sum ")" | ("min" | "max") "(" sum { "," sum } ")" | window
 *   window     = ("mean" | "min_over" | "max_over" | "stddev" | "p95") "(" field "," span ")"
 * </pre>
 *
 * <p>There is no other way to call, to name, to assign, to repeat or to build a text, so a
 * condition can neither reach anything nor run long: at most {@value #MAX_CHARS} characters, each
 * visited at most once. Why not an expression library: Commons JEXL has Commons Logging in its
 * signatures, which the build bans, and a grammar that has to be locked up again.
 *
 * <p>A comparison with a value that is not given, or not finite, is unknown, see {@link Ternary}.
 */
public final class Condition implements Serializable {
  private static final long serialVersionUID = 1;

  /** The longest condition. */
  public static final int MAX_CHARS = 1000;

  private final String text;
  private final transient TruthNode root;
  private final transient List<Field> fields;
  private final transient List<WindowCall> calls;

  Condition(String text, TruthNode root, List<Field> fields, List<WindowCall> calls) {
    this.text = text;
    this.root = root;
    this.fields = List.copyOf(fields);
    this.calls = List.copyOf(calls);
  }

  /**
   * Compiles a condition.
   *
   * @throws RuleSyntaxException where the text leaves the grammar
   */
  public static Condition parse(String text) throws RuleSyntaxException {
    return ConditionParser.parse(text);
  }

  /** Whether it holds. */
  Ternary truth(Reading reading) {
    return root.truth(reading);
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** The fields it reads at the frame itself, in the order of the text. */
  List<Field> fields() {
    return fields;
  }

  /** The windows it looks over, such as {@code coherence, 5m}. */
  public Set<String> windows() {
    return calls.stream()
        .map(call -> call.field().wireName() + ", " + WindowSpan.text(call.spanMicros()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The figures of windows it reads, in the order of the text. */
  List<WindowCall> calls() {
    return calls;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition condition && condition.text.equals(text);
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
    try {
      return parse(text);
    } catch (RuleSyntaxException e) {
      throw new IllegalStateException("a condition that was compiled must compile: " + text, e);
    }
  }
}
