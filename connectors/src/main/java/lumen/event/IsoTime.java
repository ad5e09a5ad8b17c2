package lumen.event;

import java.nio.charset.StandardCharsets;

/**
 * Reads a time that is written as RFC 3339 has it, the profile of ISO-8601 that programs write:
 * {@code 2026-01-01T00:00:00.25Z}, {@code 2026-01-01T01:00:00.25+01:00}.
 *
 * <p>Taken too, since they mean one thing only: small {@code t} and {@code z}, and a space for the
 * T (RFC 3339, 5.6, notes); a comma before the fraction, an offset as {@code +0100} or {@code +01},
 * and a time without seconds (ISO-8601). A fraction has at most 9 digits, nanoseconds. {@code
 * -00:00} is UTC. Not taken, each with its own words: a time without offset, unless it is known
 * whose wall clock is meant; second 60, which seconds since the epoch do not have; hour 24; a day
 * that the calendar does not have; times outside those of an event.
 *
 * <p>Exact whole arithmetic; reading allocates nothing. Reused from time to time, by one thread.
 */
public final class IsoTime {
  private static final int NANO_DIGITS = 9;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int SECONDS_PER_MINUTE = 60;

  /** What is wrong with a text, or nothing. */
  private enum Flaw {
    NONE(""),
    FORM(
        "must be a number of seconds since the epoch, or an ISO-8601 time with its offset such as"
            + " \"2026-01-01T00:00:00.5Z\""),
    MONTH("must have a month from 01 to 12"),
    DAY("must have a day that its month has"),
    HOUR("must have an hour from 00 to 23 (24:00 is 00:00 of the next day)"),
    MINUTE("must have a minute from 00 to 59"),
    SECOND("must have a second from 00 to 59 (the epoch's seconds know no leap second)"),
    FRACTION("must have 1 to 9 digits in a fraction of its second"),
    NO_OFFSET("must tell its offset from UTC: add Z if it is UTC, else such as +01:00"),
    NEVER_SHOWN("must be a time that the clocks of time.zone show: they are set forward past it"),
    OFFSET("must end with its offset from UTC: Z, or such as +01:00, at most 23:59"),
    RANGE("must lie after 1970-01-01T00:00:00Z and before 5138-11-16T09:46:40Z");

    private final String rule;

    Flaw(String rule) {
      this.rule = rule;
    }
  }

  private final WallClock clock;
  private byte[] text;
  private int begin;
  private int at;
  private int end;
  private Flaw flaw = Flaw.FORM;
  private long localSeconds;
  private int secondsEnd;
  private int nanos;
  private int offsetSeconds;

  /** A reader of times that tell their offset. */
  public IsoTime() {
    this(null);
  }

  /**
   * A reader of times.
   *
   * @param clock that of a time which tells no offset; null: it is none
   */
  IsoTime(WallClock clock) {
    this.clock = clock;
  }

  /**
   * Reads the text {@code bytes[from, to)}.
   *
   * @return whether it is a time that an event may have; if not, {@link #problem} tells why
   */
  public boolean read(byte[] bytes, int from, int to) {
    text = bytes;
    begin = from;
    at = from;
    end = to;
    flaw = time();
    return flaw == Flaw.NONE;
  }

  /** Microseconds since the epoch, a half rounded to the even one. */
  public long micros() {
    long whole = nanos / NANOS_PER_MICRO;
    int twice = 2 * (nanos % NANOS_PER_MICRO);
    if (twice > NANOS_PER_MICRO || (twice == NANOS_PER_MICRO && (whole & 1) == 1)) {
      whole++;
    }
    return seconds() * MICROS_PER_SECOND + whole;
  }

  /** Whole seconds since the epoch; a fraction of a second comes after them. */
  public long seconds() {
    return localSeconds - offsetSeconds;
  }

  /** The time as the text's own wall clock has it: seconds() plus the offset. */
  public long localSeconds() {
    return localSeconds;
  }

  /** Index of the byte after date, hour, minute and, where the text tells them, whole seconds. */
  public int secondsEnd() {
    return secondsEnd;
  }

  /** What is wrong with the text that was read last, and what would be right. */
  public String problem() {
    String shown = new String(text, begin, Math.min(40, end - begin), StandardCharsets.US_ASCII);
    return flaw.rule + ": is \"" + shown + (end - begin > 40 ? "...\"" : "\"");
  }

  private Flaw time() {
    int year = digits(4);
    if (year < 0 || !take('-')) {
      return Flaw.FORM;
    }
    int month = digits(2);
    if (month < 0 || !take('-')) {
      return Flaw.FORM;
    }
    int day = digits(2);
    if (day < 0 || !(take('T') || take('t') || take(' '))) {
      return Flaw.FORM;
    }
    Flaw clock = clock();
    if (clock == Flaw.FORM) {
      return clock;
    }
    if (month < 1 || month > 12) {
      return Flaw.MONTH;
    }
    if (day < 1 || day > lengthOfMonth(year, month)) {
      return Flaw.DAY;
    }
    if (clock != Flaw.NONE) {
      return clock;
    }
    localSeconds += epochDay(year, month, day) * SECONDS_PER_DAY;
    return offset();
  }

  /** Hour, minute, and second with its fraction. */
  private Flaw clock() {
    int hour = digits(2);
    if (hour < 0 || !take(':')) {
      return Flaw.FORM;
    }
    int minute = digits(2);
    if (minute < 0) {
      return Flaw.FORM;
    }
    nanos = 0;
    boolean hasSeconds = take(':');
    int second = hasSeconds ? digits(2) : 0;
    if (second < 0) {
      return Flaw.FORM;
    }
    secondsEnd = at;
    int ofDay = hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
    localSeconds = ofDay;
    if (hour > 23) {
      return Flaw.HOUR;
    } else if (minute > 59) {
      return Flaw.MINUTE;
    } else if (second > 59) {
      return Flaw.SECOND;
    }
    return hasSeconds && (take('.') || take(',')) ? fraction() : Flaw.NONE;
  }

  private Flaw fraction() {
    int from = at;
    while (at < end && isDigit(text[at]) && at - from < NANO_DIGITS) {
      nanos = 10 * nanos + (text[at++] - '0');
    }
    if (at == from || (at < end && isDigit(text[at]))) {
      return Flaw.FRACTION;
    }
    for (int n = at - from; n < NANO_DIGITS; n++) {
      nanos *= 10;
    }
    return Flaw.NONE;
  }

  private Flaw offset() {
    offsetSeconds = 0;
    if (at == end) {
      return clock == null ? Flaw.NO_OFFSET : local();
    }
    if (!take('Z') && !take('z')) {
      boolean west = take('-');
      if (!west && !take('+')) {
        return Flaw.OFFSET;
      }
      int hours = digits(2);
      int minutes = at == end ? 0 : minutes();
      if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
        return Flaw.OFFSET;
      }
      int seconds = hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE;
      offsetSeconds = west ? -seconds : seconds;
    }
    return at == end ? inRange() : Flaw.OFFSET;
  }

  private Flaw local() {
    offsetSeconds = clock.offsetAt(localSeconds);
    return offsetSeconds == WallClock.NEVER_SHOWN ? Flaw.NEVER_SHOWN : inRange();
  }

  private Flaw inRange() {
    long seconds = seconds();
    boolean after = seconds > 0 || (seconds == 0 && nanos > 0);
    return after && seconds < EventLimits.MAX_TS_SECONDS ? Flaw.NONE : Flaw.RANGE;
  }

  private int minutes() {
    take(':');
    return digits(2);
  }

  /** Days from 1970-01-01 in the proleptic Gregorian calendar. */
  private static long epochDay(int year, int month, int day) {
    // Years begin with March, so that a leap day is the last one (Hinnant, days_from_civil).
    long y = month > 2 ? year : year - 1L;
    long daysOfYears = 365 * y + Math.floorDiv(y, 4L) - Math.floorDiv(y, 100L);
    daysOfYears += Math.floorDiv(y, 400L);
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return daysOfYears + dayOfYear - 719_468;
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Passes over so many digits; returns their number, or -1 where they are not all there. */
  private int digits(int n) {
    if (end - at < n) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < n; i++) {
      byte c = text[at + i];
      if (!isDigit(c)) {
        return -1;
      }
      value = 10 * value + (c - '0');
    }
    at += n;
    return value;
  }

  private boolean take(char c) {
    if (at < end && text[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
