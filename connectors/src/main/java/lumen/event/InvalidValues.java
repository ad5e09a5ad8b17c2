package lumen.event;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of a source that mean nothing, such as the -1 of a pulse oximeter that is off the finger:
 * numbers, each of which stands for itself, and comparisons, each of which stands for all numbers
 * for which it holds.
 */
public final class InvalidValues implements Serializable {
  /** Every value means something. */
  public static final InvalidValues NONE = new InvalidValues(List.of());

  private static final long serialVersionUID = 1L;

  private static final Pattern FORM =
      Pattern.compile("\\s*(<=|>=|<|>)?\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*");

  private final List<String> texts;
  private final char[] comparisons;
  private final boolean[] included;
  private final double[] bounds;

  private InvalidValues(List<String> texts) {
    this.texts = new ArrayList<>(texts);
    comparisons = new char[texts.size()];
    included = new boolean[texts.size()];
    bounds = new double[texts.size()];
    for (int i = 0; i < bounds.length; i++) {
      read(i, texts.get(i));
    }
  }

  private void read(int i, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "invalid value must be a number, or a comparison such as <0 or >= 250: is " + text);
    }
    String sign = form.group(1) == null ? "=" : form.group(1);
    comparisons[i] = sign.charAt(0);
    included[i] = sign.endsWith("=");
    bounds[i] = Double.parseDouble(form.group(2));
    if (!Double.isFinite(bounds[i])) {
      throw new IllegalArgumentException("invalid value must fit a double: is " + text);
    }
  }

  /**
   * The values that these texts tell.
   *
   * @param texts a number such as -1, or a number behind one of {@code < <= > >=}
   * @throws IllegalArgumentException naming the text that is neither
   */
  public static InvalidValues of(List<String> texts) {
    return texts.isEmpty() ? NONE : new InvalidValues(texts);
  }

  /** Whether every value means something. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** Whether a value means nothing. */
  public boolean has(double value) {
    for (int i = 0; i < bounds.length; i++) {
      boolean holds =
          switch (comparisons[i]) {
            case '<' -> value < bounds[i];
            case '>' -> value > bounds[i];
            default -> false;
          };
      if (holds || (included[i] && value == bounds[i])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InvalidValues like && like.texts.equals(texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return texts.toString();
  }
}
