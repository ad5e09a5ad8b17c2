package lumen.fusion;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The clock of this process's live jobs, which a test sets by hand. */
final class StageClock {
  private static final AtomicLong MICROS = new AtomicLong();

  private StageClock() {}

  /** Sets the time, microseconds since the epoch; it must not go back. */
  static void set(long micros) {
    MICROS.set(micros);
  }

  /** The clock as a job takes it. */
  static LongSupplier made() {
    return MICROS::get;
  }
}
