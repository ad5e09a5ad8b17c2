package lumen.signal.strict;

/**
 * The logarithm of fdlibm's {@code e_log.c}: ln x = k ln 2 + ln(1 + f), with 1 + f between
 * sqrt(1/2) and sqrt(2); ln(1 + f) by a polynomial in s = f / (2 + f).
 */
final class StrictLogarithm {
  private static final int EXPONENT_BIAS = 1023;
  private static final double LN2_HIGH = Double.longBitsToDouble(0x3fe62e42fee00000L);
  private static final double LN2_LOW = Double.longBitsToDouble(0x3dea39ef35793c76L);
  private static final double L1 = Double.longBitsToDouble(0x3fe5555555555593L);
  private static final double L2 = Double.longBitsToDouble(0x3fd999999997fa04L);
  private static final double L3 = Double.longBitsToDouble(0x3fd2492494229359L);
  private static final double L4 = Double.longBitsToDouble(0x3fcc71c51d8e78afL);
  private static final double L5 = Double.longBitsToDouble(0x3fc7466496cb03deL);
  private static final double L6 = Double.longBitsToDouble(0x3fc39a09d078c69fL);
  private static final double L7 = Double.longBitsToDouble(0x3fc2f112df3e5244L);

  /** Carries a fraction above sqrt(2) into the exponent. */
  private static final int TO_SQRT_2 = 0x95f64;

  /** Fractions between which the square of f is kept apart. */
  private static final int SQUARE_FROM = 0x6147a;

  private static final int SQUARE_TO = 0x6b851;

  private StrictLogarithm() {}

  static double of(double x) {
    int high = HighWord.of(x);
    if (high < HighWord.SMALLEST_NORMAL || high >= HighWord.INFINITE) {
      return StrictMath.log(x);
    }
    int fraction = high & HighWord.FRACTION;
    int carry = (fraction + TO_SQRT_2) & HighWord.SMALLEST_NORMAL;
    double k = ((high + carry) >> HighWord.FRACTION_BITS) - EXPONENT_BIAS;
    double f = HighWord.number(fraction | (carry ^ HighWord.ONE), x) - 1;
    if ((HighWord.FRACTION & (2 + fraction)) < 3) {
      return nearOne(k, f);
    }
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double rest = z * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6));
    if (((fraction - SQUARE_FROM) | (SQUARE_TO - fraction)) > 0) {
      double half = 0.5 * f * f;
      double tail = s * (half + rest);
      return k == 0 ? f - (half - tail) : k * LN2_HIGH - (half - (tail + k * LN2_LOW) - f);
    }
    double tail = s * (f - rest);
    return k == 0 ? f - tail : k * LN2_HIGH - (tail - k * LN2_LOW - f);
  }

  private static double nearOne(double k, double f) {
    double square = f * f * (0.5 - 0.3333333333333333 * f);
    return k == 0 ? f - square : k * LN2_HIGH - (square - k * LN2_LOW - f);
  }
}
