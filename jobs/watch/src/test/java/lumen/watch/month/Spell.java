package lumen.watch.month;

/**
 * A time in which something is bad.
 *
 * @param what such as phase
 * @param tenant whose, empty for the job's
 * @param fromS begin, in seconds of the month
 * @param toS end
 */
record Spell(String what, String tenant, long fromS, long toS) {
  private static final long DAY_S = 86_400;
  private static final long HOUR_S = 3_600;
  private static final long MINUTE_S = 60;

  /** From a time of day on, for so many minutes. */
  static Spell of(String what, String tenant, int day, int hour, int minute, int minutes) {
    long from = moment(day, hour, minute);
    return new Spell(what, tenant, from, from + minutes * MINUTE_S);
  }

  /** The second of the month at which a day, counted from 0, has this time. */
  static long moment(int day, int hour, int minute) {
    return day * DAY_S + hour * HOUR_S + minute * MINUTE_S;
  }

  boolean holds(long second) {
    return fromS <= second && second < toS;
  }

  boolean isOf(String kind, String whose) {
    return what.equals(kind) && tenant.equals(whose);
  }
}
