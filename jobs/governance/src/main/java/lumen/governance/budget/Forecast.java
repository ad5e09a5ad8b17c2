package lumen.governance.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import lumen.statistics.Saturated;

/**
 * What days to come cost, from settled days: the mean of the last of the same weekday, or of all
 * while there are few.
 */
final class Forecast {
  private static final int FEW = 3;
  private static final int TWO_WEEKS = 14;

  private final long[] amounts;
  private final int weeks;

  /**
   * From amounts of settled days, one after the other.
   *
   * @param amounts 1e-9 units
   * @param weeks how many days of a weekday tell the next
   */
  Forecast(long[] amounts, int weeks) {
    this.amounts = amounts;
    this.weeks = weeks;
  }

  /**
   * What a day costs, told from the first so many; empty while these are too few.
   *
   * @param known how many settled days are known
   * @param at the day's place after the first settled day
   */
  OptionalLong day(int known, long at) {
    if (known < FEW) {
      return OptionalLong.empty();
    }
    long sum = 0;
    int count = 0;
    if (known < TWO_WEEKS) {
      for (int i = 0; i < known; i++) {
        sum = Saturated.add(sum, amounts[i]);
      }
      count = known;
    } else {
      for (int i = known - 1; i >= 0 && count < weeks; i--) {
        if (Math.floorMod(at - i, 7L) == 0) {
          sum = Saturated.add(sum, amounts[i]);
          count++;
        }
      }
    }
    return OptionalLong.of(
        BigDecimal.valueOf(sum)
            .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
            .longValueExact());
  }

  /**
   * The largest |ln(actual/forecast)| of past forecasts of the same length; NaN of fewer than 20.
   *
   * @param horizon days ahead
   * @param last how many settled days are looked at
   */
  double error(int horizon, int last) {
    double largest = Double.NaN;
    int count = 0;
    int begin = Math.max(0, amounts.length - last) + 2;
    for (int i = begin; i + horizon < amounts.length; i++) {
      long told = 0;
      long actual = 0;
      for (int ahead = 1; ahead <= horizon; ahead++) {
        told += day(i + 1, i + ahead).orElseThrow();
        actual += amounts[i + ahead];
      }
      if (told > 0 && actual > 0) {
        double error = Math.abs(StrictMath.log((double) actual / told));
        largest = Double.isNaN(largest) ? error : Math.max(largest, error);
        count++;
      }
    }
    return count < 20 ? Double.NaN : largest;
  }
}
