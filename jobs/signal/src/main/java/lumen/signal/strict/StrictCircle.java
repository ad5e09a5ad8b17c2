package lumen.signal.strict;

/**
 * Sine and cosine of fdlibm's {@code k_sin.c}, {@code k_cos.c} and {@code e_rem_pio2.c}: whole
 * quarters of a turn are taken off, the rest is kept in two numbers, and a polynomial takes it.
 */
final class StrictCircle {
  private static final double QUARTERS = Double.longBitsToDouble(0x3fe45f306dc9c883L);
  private static final double QUARTER = Double.longBitsToDouble(0x3ff921fb54400000L);
  private static final double QUARTER_TAIL = Double.longBitsToDouble(0x3dd0b4611a626331L);

  /** High words of pi/4, pi/2, pi and 5 pi/4. */
  private static final int EIGHTH = 0x3fe921fb;

  private static final int ONE_QUARTER = 0x3ff921fb;
  private static final int TWO_QUARTERS = 0x400921fb;
  private static final int BEYOND = 0x400f6a7a;

  /** High word of 2^-27: the square of what is smaller is nothing beside 1. */
  private static final int TINY = 0x3e400000;

  private static final double S1 = Double.longBitsToDouble(0xbfc5555555555549L);
  private static final double S2 = Double.longBitsToDouble(0x3f8111111110f8a6L);
  private static final double S3 = Double.longBitsToDouble(0xbf2a01a019c161d5L);
  private static final double S4 = Double.longBitsToDouble(0x3ec71de357b1fe7dL);
  private static final double S5 = Double.longBitsToDouble(0xbe5ae5e68a2b9cebL);
  private static final double S6 = Double.longBitsToDouble(0x3de5d93a5acfd57cL);

  private static final double C1 = Double.longBitsToDouble(0x3fa555555555554cL);
  private static final double C2 = Double.longBitsToDouble(0xbf56c16c16c15177L);
  private static final double C3 = Double.longBitsToDouble(0x3efa01a019cb1590L);
  private static final double C4 = Double.longBitsToDouble(0xbe927e4f809c52adL);
  private static final double C5 = Double.longBitsToDouble(0x3e21ee9ebdb4b1c4L);
  private static final double C6 = Double.longBitsToDouble(0xbda8fae9be8838d4L);

  /** High words of 0.3 and 0.78125: between them a quarter of the angle is taken off the 1. */
  private static final int LARGE = 0x3fd33333;

  private static final int LARGEST = 0x3fe90000;
  private static final int A_QUARTER_OF = 0x00200000;
  private static final double MOST = 0.28125;

  private StrictCircle() {}

  static double sine(double x) {
    int size = HighWord.ofSize(x);
    if (size <= EIGHTH) {
      return sineOfEighth(x, size);
    }
    return isLeft(size) ? StrictMath.sin(x) : sineAhead(x, 0);
  }

  static double cosine(double x) {
    int size = HighWord.ofSize(x);
    if (size <= EIGHTH) {
      return size < TINY ? 1 : cosineOfEighth(x, 0);
    }
    return isLeft(size) ? StrictMath.cos(x) : sineAhead(x, 1);
  }

  /** Too large, no number, or so close to a whole quarter that two numbers hold too little. */
  private static boolean isLeft(int size) {
    return size >= BEYOND || size == ONE_QUARTER || size == TWO_QUARTERS;
  }

  /** Sine of an angle from pi/4 to 5 pi/4, or its negative, and so many quarters more. */
  private static double sineAhead(double x, int ahead) {
    double magnitude = Math.abs(x);
    int n = (int) (magnitude * QUARTERS + 0.5);
    double head = magnitude - n * QUARTER;
    double tail = n * QUARTER_TAIL;
    double rest = head - tail;
    double restTail = head - rest - tail;
    int quarters = n;
    if (x < 0) {
      rest = -rest;
      restTail = -restTail;
      quarters = -n;
    }
    quarters += ahead;
    double value =
        (quarters & 1) == 0 ? sineOfRest(rest, restTail) : cosineOfEighth(rest, restTail);
    return (quarters & 2) == 0 ? value : -value;
  }

  private static double sineOfEighth(double x, int size) {
    if (size < TINY) {
      return x;
    }
    double z = x * x;
    double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
    return x + z * x * (S1 + z * r);
  }

  private static double sineOfRest(double x, double tail) {
    double z = x * x;
    double v = z * x;
    double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
    return x - (z * (0.5 * tail - v * r) - tail - v * S1);
  }

  private static double cosineOfEighth(double x, double tail) {
    int size = HighWord.ofSize(x);
    double z = x * x;
    double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
    if (size < LARGE) {
      return 1 - (0.5 * z - (z * r - x * tail));
    }
    double off = size > LARGEST ? MOST : HighWord.number(size - A_QUARTER_OF);
    double half = 0.5 * z - off;
    return 1 - off - (half - (z * r - x * tail));
  }
}
