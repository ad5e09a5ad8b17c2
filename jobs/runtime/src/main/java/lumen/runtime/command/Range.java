package lumen.runtime.command;

/**
 * A range of numbers, both ends included.
 *
 * @param min the least
 * @param max the most
 */
public record Range(double min, double max) {
  /** Whether it holds the value; no range holds NaN. */
  public boolean has(double value) {
    return value >= min && value <= max;
  }

  /**
   * Refuses a value out of range.
   *
   * @param name what it is
   */
  public void check(String name, double value) {
    if (!has(value)) {
      throw new IllegalArgumentException(
          "must be a number in %s: %s=%s".formatted(this, name, text(value)));
    }
  }

  /** {@code 20..10000}. */
  @Override
  public String toString() {
    return text(min) + ".." + text(max);
  }

  /** A number for a person, without a fraction that says nothing. */
  public static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
