package lumen.ctl.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lumen.event.EventLimits;
import lumen.terminal.CommandFailure;
import lumen.terminal.Times;

/** When a command takes effect, as people write it. */
final class EffectiveTime {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private EffectiveTime() {}

  /**
   * Microseconds since the epoch.
   *
   * @param text epoch seconds, or an instant of ISO 8601
   */
  static long micros(String text) {
    long micros = Times.micros("--at", text);
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
