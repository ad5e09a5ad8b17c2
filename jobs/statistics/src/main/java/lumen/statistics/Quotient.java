package lumen.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** A quotient of whole numbers of any size as a double. */
final class Quotient {
  private Quotient() {}

  static double of(BigInteger part, BigInteger whole) {
    return new BigDecimal(part).divide(new BigDecimal(whole), MathContext.DECIMAL128).doubleValue();
  }
}
