package lumen.governance.figure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** Days and months of a zone; times are microseconds since the epoch. */
public final class ServiceCalendar {
  /** Microseconds of a second. */
  public static final long SECOND = 1_000_000L;

  /** Microseconds of a step. */
  public static final long MINUTE = 60 * SECOND;

  /** Microseconds of an hour. */
  public static final long HOUR = 3600 * SECOND;

  /** Microseconds of 24 hours. */
  public static final long DAY = 24 * HOUR;

  private final ZoneId zone;
  private long cachedFrom = Long.MAX_VALUE;
  private long cachedTo = Long.MIN_VALUE;
  private LocalDate cachedDay = LocalDate.EPOCH;
  private YearMonth cachedMonth;
  private long cachedMonthBegin;
  private long cachedMonthEnd;

  /** The calendar of a zone. */
  public ServiceCalendar(ZoneId zone) {
    this.zone = zone;
  }

  /** The end of the step that holds a time: a step holds its end, not its begin. */
  public static long stepEnd(long micros) {
    return -Math.floorDiv(-micros, MINUTE) * MINUTE;
  }

  /** The day that a time lies in. */
  public LocalDate dayAt(long micros) {
    if (micros < cachedFrom || micros >= cachedTo) {
      LocalDate day =
          Instant.ofEpochSecond(Math.floorDiv(micros, SECOND)).atZone(zone).toLocalDate();
      cachedFrom = begin(day);
      cachedTo = begin(day.plusDays(1));
      cachedDay = day;
    }
    return cachedDay;
  }

  /** The day of which all is told at its end: that of a microsecond before. */
  public LocalDate dayEndedBy(long micros) {
    return dayAt(micros - 1);
  }

  /** The month of which all is told at its end. */
  public YearMonth monthEndedBy(long micros) {
    return YearMonth.from(dayEndedBy(micros));
  }

  /** The first moment of a day. */
  public long begin(LocalDate day) {
    return day.atStartOfDay(zone).toEpochSecond() * SECOND;
  }

  /** The first moment after a day. */
  public long end(LocalDate day) {
    return begin(day.plusDays(1));
  }

  /** The first moment of a month. */
  public long begin(YearMonth month) {
    look(month);
    return cachedMonthBegin;
  }

  /** The first moment after a month. */
  public long end(YearMonth month) {
    look(month);
    return cachedMonthEnd;
  }

  private void look(YearMonth month) {
    if (!month.equals(cachedMonth)) {
      cachedMonth = month;
      cachedMonthBegin = begin(month.atDay(1));
      cachedMonthEnd = begin(month.plusMonths(1).atDay(1));
    }
  }

  /** How many minutes a day has. */
  public long minutes(LocalDate day) {
    return (end(day) - begin(day)) / MINUTE;
  }

  /** How many minutes a month has. */
  public long minutes(YearMonth month) {
    return (end(month) - begin(month)) / MINUTE;
  }

  /** The hour of the day at a time. */
  public int hourAt(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND)).atZone(zone).getHour();
  }

  /** Whether a day ends here. */
  public boolean isDayEnd(long micros) {
    return !dayAt(micros).equals(dayAt(micros - 1));
  }
}
