package lumen.ctl.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import lumen.event.EventLimits;
import lumen.terminal.CommandFailure;

/** When a command takes effect, as people write it. */
final class EffectiveTime {
  private static final int MICRO_DIGITS = 6;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private EffectiveTime() {}

  /**
   * Microseconds since the epoch.
   *
   * @param text epoch seconds, or an instant of ISO 8601
   */
  static long micros(String text) {
    long micros;
    try {
      micros =
          text.matches("[0-9]{1,18}(\\.[0-9]{0,18})?")
              ? new BigDecimal(text)
                  .setScale(MICRO_DIGITS, RoundingMode.HALF_EVEN)
                  .unscaledValue()
                  .longValueExact()
              : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw CommandFailure.usage(
          "--at must be epoch seconds or an instant such as 2026-01-01T00:00:00.5Z: " + text);
    }
    if (micros <= 0 || micros >= EventLimits.MAX_TS_SECONDS * MICROS_PER_SECOND) {
      throw CommandFailure.usage("--at must be a time after 1970, in seconds: " + text);
    }
    return micros;
  }

  /** The wall clock, microseconds since the epoch. */
  static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** A time as people read it. */
  static String text(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
