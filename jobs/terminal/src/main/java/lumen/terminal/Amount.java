package lumen.terminal;

import java.util.Locale;

/** Amounts as people read them. */
public final class Amount {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Amount() {}

  /** A duration with two units, such as {@code 3 min 20 s}. */
  public static String duration(long millis) {
    if (millis < MINUTE) {
      return String.format(Locale.ROOT, millis < 10 * SECOND ? "%.1f s" : "%.0f s", millis / 1e3);
    }
    if (millis < HOUR) {
      return "%d min %d s".formatted(millis / MINUTE, millis % MINUTE / SECOND);
    }
    if (millis < DAY) {
      return "%d h %d min".formatted(millis / HOUR, millis % HOUR / MINUTE);
    }
    return "%d d %d h".formatted(millis / DAY, millis % DAY / HOUR);
  }

  /** A count with separators, such as {@code 1,234,567}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A size in bytes with a binary unit, such as {@code 3.2 MiB}. */
  public static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }
}
