package lumen.event;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;

/**
 * How the times of a stream's events are written.
 *
 * @param format what {@code ts} is
 * @param zone whose wall clock a time without an offset from UTC is read from, such as {@code
 *     Europe/Berlin}; empty: such a time is rejected
 */
public record TimeForm(Format format, String zone) implements Serializable {
  /** Seconds since the epoch, or an ISO-8601 time with its offset. */
  public static final TimeForm ANY = new TimeForm(Format.ANY, "");

  /** Checks the zone. */
  public TimeForm {
    if (!zone.isEmpty()) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "zone must be one of the tz database, such as Europe/Berlin, or an offset such as"
                + " +01:00: is "
                + zone,
            e);
      }
    }
  }

  /** What a time is. */
  public enum Format {
    /** A number of seconds since the epoch, or an ISO-8601 text. */
    ANY(0),
    /** An ISO-8601 text. */
    ISO(0),
    /** A number of seconds since the epoch. */
    EPOCH_S(0),
    /** A number of milliseconds since the epoch. */
    EPOCH_MS(3),
    /** A number of microseconds since the epoch. */
    EPOCH_US(6),
    /** A number of nanoseconds since the epoch. */
    EPOCH_NS(9);

    private final int decimals;

    Format(int decimals) {
      this.decimals = decimals;
    }

    /** By how many decimals its unit is finer than a second. */
    int decimals() {
      return decimals;
    }

    /** Whether it is a number, or a text that is wholly one. */
    boolean isNumber() {
      return this != ANY && this != ISO;
    }

    /** The word for it in settings. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
