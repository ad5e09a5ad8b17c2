package lumen.connectors.live;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The clock that arrivals are stamped with: the wall clock in microseconds since the epoch, which
 * never goes backward and never jumps while the process lives. It advances with the monotonic clock
 * and moves towards the wall clock by at most 1 % of the time passed, so that neither a leap nor an
 * administrator makes events late. Safe for use by several threads.
 */
public final class ArrivalClock implements LongSupplier {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long SLEW_DIVISOR = 100;

  private final LongSupplier wallMicros;
  private final LongSupplier nanos;
  private long lastNanos;
  private long lastMicros;
  private long unslewed;

  /**
   * Makes the clock.
   *
   * @param wallMicros the wall clock, microseconds since the epoch
   * @param nanos a monotonic clock, nanoseconds
   */
  public ArrivalClock(LongSupplier wallMicros, LongSupplier nanos) {
    this.wallMicros = wallMicros;
    this.nanos = nanos;
    lastNanos = nanos.getAsLong();
    lastMicros = wallMicros.getAsLong();
  }

  /** The clock of this machine. */
  public static ArrivalClock ofMachine() {
    return new ArrivalClock(ArrivalClock::wallMicros, System::nanoTime);
  }

  private static long wallMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / NANOS_PER_MICRO;
  }

  /** Now, microseconds since the epoch; not less than any earlier answer. */
  @Override
  public synchronized long getAsLong() {
    long passed = Math.max(0, (nanos.getAsLong() - lastNanos) / NANOS_PER_MICRO);
    lastNanos += passed * NANOS_PER_MICRO;
    long steady = lastMicros + passed;
    unslewed += passed;
    long slew = unslewed / SLEW_DIVISOR;
    unslewed -= slew * SLEW_DIVISOR;
    long error = wallMicros.getAsLong() - steady;
    lastMicros = steady + Math.max(-slew, Math.min(slew, error));
    return lastMicros;
  }
}
