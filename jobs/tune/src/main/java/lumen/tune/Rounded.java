package lumen.tune;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them: four digits, without an exponent where that is shorter. */
final class Rounded {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double SMALL = 1e-4;

  private Rounded() {}

  /** The number; a dash if it is not known. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean tiny = rounded.signum() != 0 && Math.abs(value) < SMALL;
    if (tiny) {
      return rounded.toString().replace("E", "e");
    }
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
