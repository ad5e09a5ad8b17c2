package lumen.ctl.service;

/**
 * What is wrong for a while.
 *
 * @param fromMinute whole minute of the plan at whose begin it begins
 * @param minutes how long it lasts, whole minutes
 * @param kind what is wrong
 */
public record ServiceSpan(long fromMinute, long minutes, Kind kind) {
  /** What is wrong. */
  public enum Kind {
    /** Every request fails. */
    FAILING,
    /** Nobody is served, and a probe says so. */
    DOWN,
    /** The service is well, and nobody tells of it. */
    BLIND
  }

  /** Whether it holds in a minute, by its number. */
  boolean holds(long minute) {
    return minute >= fromMinute && minute < fromMinute + minutes;
  }
}
