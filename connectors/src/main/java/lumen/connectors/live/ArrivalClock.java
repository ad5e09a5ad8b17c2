package lumen.connectors.live;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock that arrivals are stamped with: the wall clock in microseconds since the epoch, which
 * never goes backward and never jumps while the process lives. It advances with the monotonic clock
 * and moves towards the wall clock by at most 1 % of the time passed, so that neither a leap nor an
 * administrator makes events late. A leap of the wall clock by a second or more is told once, since
 * until the clock has followed it times differ from those of other machines. Safe for use by
 * several threads.
 */
public final class ArrivalClock implements LongSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivalClock.class);

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long SLEW_DIVISOR = 100;
  private static final long TOLD_LEAP_MICROS = 1_000_000;

  private final LongSupplier wallMicros;
  private final LongSupplier nanos;
  private final Consumer<String> told;
  private long lastNanos;
  private long lastMicros;
  private long unslewed;
  private long knownError;

  /**
   * Makes the clock.
   *
   * @param wallMicros the wall clock, microseconds since the epoch
   * @param nanos a monotonic clock, nanoseconds
   */
  public ArrivalClock(LongSupplier wallMicros, LongSupplier nanos) {
    this(wallMicros, nanos, LOG::warn);
  }

  /**
   * Makes the clock.
   *
   * @param told hears of each leap of the wall clock, in a sentence
   */
  ArrivalClock(LongSupplier wallMicros, LongSupplier nanos, Consumer<String> told) {
    this.wallMicros = wallMicros;
    this.nanos = nanos;
    this.told = told;
    lastNanos = nanos.getAsLong();
    lastMicros = wallMicros.getAsLong();
  }

  /** The clock of this machine; leaps are told in the log. */
  public static ArrivalClock ofMachine() {
    return ofMachine(LOG::warn);
  }

  /**
   * The clock of this machine.
   *
   * @param told hears of each leap of the wall clock, in a sentence
   */
  public static ArrivalClock ofMachine(Consumer<String> told) {
    return new ArrivalClock(ArrivalClock::wallMicros, System::nanoTime, told);
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
    tellLeap(error - knownError);
    long followed = Math.max(-slew, Math.min(slew, error));
    knownError = error - followed;
    lastMicros = steady + followed;
    return lastMicros;
  }

  private void tellLeap(long leapMicros) {
    if (Math.abs(leapMicros) < TOLD_LEAP_MICROS) {
      return;
    }
    told.accept(
        String.format(
            Locale.ROOT,
            "the wall clock was set %s by %.3f s: times of arrivals go on without a leap, and"
                + " follow it by 1 %% of the time that passes",
            leapMicros > 0 ? "forward" : "back",
            Math.abs(leapMicros) / 1e6));
  }
}
