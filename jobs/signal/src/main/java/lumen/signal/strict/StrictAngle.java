package lumen.signal.strict;

/**
 * The angle of a vector by fdlibm's {@code e_atan2.c} and {@code s_atan.c}: the arctangent of a
 * positive ratio from the nearest of five arctangents that are known, and a polynomial for the
 * rest.
 */
final class StrictAngle {
  private static final double PI_TAIL = Double.longBitsToDouble(0x3ca1a62633145c07L);

  /** Vectors whose coordinates differ by more powers of two are left to StrictMath. */
  private static final int FAR_APART = 60;

  /** High words of 2^-29, 7/16, 11/16, 19/16, 39/16 and 2^60: which known arctangent is nearest. */
  private static final int TINY = 0x3e200000;

  private static final int TO_ZERO = 0x3fdc0000;
  private static final int TO_HALF = 0x3fe60000;
  private static final int TO_ONE = 0x3ff30000;
  private static final int TO_ONE_AND_HALF = 0x40038000;

  private static final double OF_HALF = Double.longBitsToDouble(0x3fddac670561bb4fL);
  private static final double OF_HALF_TAIL = Double.longBitsToDouble(0x3c7a2b7f222f65e2L);
  private static final double OF_ONE = Double.longBitsToDouble(0x3fe921fb54442d18L);
  private static final double OF_ONE_TAIL = Double.longBitsToDouble(0x3c81a62633145c07L);
  private static final double OF_ONE_AND_HALF = Double.longBitsToDouble(0x3fef730bd281f69bL);
  private static final double OF_ONE_AND_HALF_TAIL = Double.longBitsToDouble(0x3c7007887af0cbbdL);
  private static final double OF_INFINITE = Double.longBitsToDouble(0x3ff921fb54442d18L);
  private static final double OF_INFINITE_TAIL = Double.longBitsToDouble(0x3c91a62633145c07L);

  private static final double A0 = Double.longBitsToDouble(0x3fd555555555550dL);
  private static final double A1 = Double.longBitsToDouble(0xbfc999999998ebc4L);
  private static final double A2 = Double.longBitsToDouble(0x3fc24924920083ffL);
  private static final double A3 = Double.longBitsToDouble(0xbfbc71c6fe231671L);
  private static final double A4 = Double.longBitsToDouble(0x3fb745cdc54c206eL);
  private static final double A5 = Double.longBitsToDouble(0xbfb3b0f2af749a6dL);
  private static final double A6 = Double.longBitsToDouble(0x3fb10d66a0d03d51L);
  private static final double A7 = Double.longBitsToDouble(0xbfadde2d52defd9aL);
  private static final double A8 = Double.longBitsToDouble(0x3fa97b4b24760debL);
  private static final double A9 = Double.longBitsToDouble(0xbfa2b4442c6a6c2fL);
  private static final double A10 = Double.longBitsToDouble(0x3f90ad3ae322da11L);

  private StrictAngle() {}

  static double of(double y, double x) {
    int highX = HighWord.of(x);
    int highY = HighWord.of(y);
    if (!isUsual(highX, highY)) {
      return StrictMath.atan2(y, x);
    }
    double angle = arctangent(Math.abs(y / x));
    if (highX >= 0) {
      return highY >= 0 ? angle : -angle;
    }
    double off = angle - PI_TAIL;
    return highY >= 0 ? Math.PI - off : off - Math.PI;
  }

  /** Both are normal numbers, not far apart. */
  private static boolean isUsual(int highX, int highY) {
    int sizeX = highX & Integer.MAX_VALUE;
    int sizeY = highY & Integer.MAX_VALUE;
    return sizeX >= HighWord.SMALLEST_NORMAL
        && sizeX < HighWord.INFINITE
        && sizeY >= HighWord.SMALLEST_NORMAL
        && sizeY < HighWord.INFINITE
        && Math.abs((sizeY - sizeX) >> HighWord.FRACTION_BITS) < FAR_APART;
  }

  private static double arctangent(double ratio) {
    int high = HighWord.of(ratio);
    if (high < TO_ZERO) {
      return high < TINY ? ratio : ratio - polynomial(ratio);
    }
    if (high < TO_HALF) {
      return from(OF_HALF, OF_HALF_TAIL, (2 * ratio - 1) / (2 + ratio));
    }
    if (high < TO_ONE) {
      return from(OF_ONE, OF_ONE_TAIL, (ratio - 1) / (ratio + 1));
    }
    if (high < TO_ONE_AND_HALF) {
      return from(OF_ONE_AND_HALF, OF_ONE_AND_HALF_TAIL, (ratio - 1.5) / (1 + 1.5 * ratio));
    }
    return from(OF_INFINITE, OF_INFINITE_TAIL, -1 / ratio);
  }

  private static double from(double known, double tail, double x) {
    return known - (polynomial(x) - tail - x);
  }

  /** x - arctan x. */
  private static double polynomial(double x) {
    double z = x * x;
    double w = z * z;
    double odds = z * (A0 + w * (A2 + w * (A4 + w * (A6 + w * (A8 + w * A10)))));
    double evens = w * (A1 + w * (A3 + w * (A5 + w * (A7 + w * A9))));
    return x * (odds + evens);
  }
}
