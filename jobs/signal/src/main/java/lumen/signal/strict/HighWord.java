package lumen.signal.strict;

/** The upper half of a double: its sign, its exponent and the first 20 bits of its fraction. */
final class HighWord {
  static final int BITS = 32;
  static final int FRACTION_BITS = 20;
  static final int FRACTION = 0xfffff;
  static final int SMALLEST_NORMAL = 0x00100000;
  static final int ONE = 0x3ff00000;
  static final int INFINITE = 0x7ff00000;

  private HighWord() {}

  static int of(double x) {
    return (int) (Double.doubleToRawLongBits(x) >>> BITS);
  }

  /** That of its magnitude. */
  static int ofSize(double x) {
    return of(x) & Integer.MAX_VALUE;
  }

  /** The number that has it, with a lower half of zeros. */
  static double number(int high) {
    return Double.longBitsToDouble((long) high << BITS);
  }

  /** The number that has it, with the lower half of another. */
  static double number(int high, double lower) {
    long low = Double.doubleToRawLongBits(lower) & 0xffffffffL;
    return Double.longBitsToDouble(((long) high << BITS) | low);
  }
}
