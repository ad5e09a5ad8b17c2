package lumen.signal.phase;

/**
 * Natural logarithm by a table of 128 and a short series: within 4e-16 of the true value for
 * arguments in (0, 1], in plain arithmetic, so the same on every machine. {@link StrictMath#log} is
 * right to the last digit and a call out of Java; frames, whose bytes stay, use that.
 */
final class QuickLog {
  private static final int TABLE_BITS = 7;
  private static final int ENTRIES = 1 << TABLE_BITS;
  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final double LN_2 = StrictMath.log(2);
  private static final double[] INVERSE = new double[ENTRIES];
  private static final double[] LOG = new double[ENTRIES];

  static {
    for (int i = 0; i < ENTRIES; i++) {
      INVERSE[i] = 1 / (1 + (i + 0.5) / ENTRIES);
      LOG[i] = -StrictMath.log(INVERSE[i]);
    }
  }

  private QuickLog() {}

  /**
   * ln x.
   *
   * @param x normal and positive
   */
  static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int at = (int) (bits >>> (FRACTION_BITS - TABLE_BITS)) & (ENTRIES - 1);
    double mantissa = Double.longBitsToDouble((bits & FRACTION) | ONE);
    double r = mantissa * INVERSE[at] - 1;
    double series =
        r * (1 + r * (-1 / 2.0 + r * (1 / 3.0 + r * (-1 / 4.0 + r * (1 / 5.0 - r / 6)))));
    return Math.getExponent(x) * LN_2 + (LOG[at] + series);
  }
}
