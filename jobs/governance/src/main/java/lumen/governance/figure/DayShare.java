package lumen.governance.figure;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an amount falls on a day.
 *
 * @param day the day
 * @param amount 1e-9 units
 */
public record DayShare(LocalDate day, long amount) {
  /** Shares a charge over its days by time: each part cut towards 0, the rest to the last day. */
  public static List<DayShare> of(ServiceCalendar calendar, long from, long to, long amount) {
    List<DayShare> shares = new ArrayList<>();
    long left = amount;
    for (LocalDate day = calendar.dayAt(from); calendar.begin(day) < to; day = day.plusDays(1)) {
      long begin = Math.max(from, calendar.begin(day));
      long end = Math.min(to, calendar.end(day));
      long share = end == to ? left : cut(amount, end - begin, to - from);
      left -= share;
      shares.add(new DayShare(day, share));
    }
    return shares;
  }

  private static long cut(long amount, long part, long whole) {
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(part))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }
}
