package lumen.governance.figure;

import java.math.BigInteger;
import java.time.LocalDate;

/**
 * What of an amount falls on a day.
 *
 * @param day the day
 * @param amount 1e-9 units
 */
public record DayShare(LocalDate day, long amount) {
  static long cut(long amount, long part, long whole) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }
}
