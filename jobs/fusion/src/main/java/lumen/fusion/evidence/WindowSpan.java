package lumen.fusion.evidence;

import java.math.BigDecimal;

/** Lengths of windows, in microseconds: {@code 90s}, {@code 5m}, {@code 0.5h}. */
final class WindowSpan {
  static final long MIN_MICROS = 1_000_000;
  static final long MAX_MICROS = 1_800_000_000;
  private static final long MINUTE = 60_000_000;

  private WindowSpan() {}

  /** The length, or -1 if it is out of range or no whole number of microseconds. */
  static long parse(String text) {
    int end = text.length() - 1;
    long unit =
        switch (text.charAt(end)) {
          case 's' -> MIN_MICROS;
          case 'm' -> MINUTE;
          default -> 60 * MINUTE;
        };
    BigDecimal micros = new BigDecimal(text.substring(0, end)).multiply(BigDecimal.valueOf(unit));
    boolean fits =
        micros.compareTo(BigDecimal.valueOf(MIN_MICROS)) >= 0
            && micros.compareTo(BigDecimal.valueOf(MAX_MICROS)) <= 0
            && micros.stripTrailingZeros().scale() <= 0;
    return fits ? micros.longValueExact() : -1;
  }

  /** The same however it was written: whole minutes in minutes, else in seconds. */
  static String text(long micros) {
    if (micros % MINUTE == 0) {
      return micros / MINUTE + "m";
    }
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + "s";
  }
}
