package lumen.fusion.control;

/** A range of numbers, both ends included. */
record Range(double min, double max) {
  boolean has(double value) {
    return value >= min && value <= max;
  }

  void check(String name, double value) {
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

  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
