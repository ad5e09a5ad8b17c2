package lumen.signal.trespass;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Asks the wall clock where only event time counts. */
public final class ReadsTheClock {
  LongSupplier reference() {
    return System::nanoTime;
  }

  long millis() {
    return System.currentTimeMillis()
        + Instant.now().toEpochMilli()
        + Instant.now(Clock.systemUTC()).toEpochMilli();
  }
}
