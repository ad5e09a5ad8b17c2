package lumen.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Times as people write them on the command line. */
public final class Times {
  private static final double MILLIS = 1e3;
  private static final int MICRO_DIGITS = 6;

  private Times() {}

  /**
   * A time such as 25s, 10m, 2h, or plain seconds, in seconds.
   *
   * @throws CommandFailure where it is no time above 0
   */
  public static double seconds(String option, String text) {
    try {
      double seconds =
          text.matches("[0-9.]+")
              ? Double.parseDouble(text)
              : Duration.parse("PT" + text).toMillis() / MILLIS;
      if (seconds > 0) {
        return seconds;
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw CommandFailure.usage(option + " must be a time such as 25s, 10m or 2h: " + text);
    }
    throw CommandFailure.usage(option + " must be longer than 0: " + text);
  }

  /**
   * A moment, in microseconds since the epoch.
   *
   * @param text epoch seconds, or an instant of ISO 8601
   * @throws CommandFailure where it is neither
   */
  public static long micros(String option, String text) {
    try {
      return text.matches("[0-9]{1,18}(\\.[0-9]{0,18})?")
          ? new BigDecimal(text)
              .setScale(MICRO_DIGITS, RoundingMode.HALF_EVEN)
              .unscaledValue()
              .longValueExact()
          : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw CommandFailure.usage(
          option + " must be epoch seconds or an instant such as 2026-01-01T00:00:00.5Z: " + text);
    }
  }
}
