package lumen.runtime.metrics;

import java.time.Instant;

/**
 * The clock of the host, for figures that tell how long something took between two processes of one
 * host. Nothing that is decided or written may follow from it.
 */
public final class HostClock {
  private static final long MICROS = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private HostClock() {}

  /** Now, microseconds since the epoch. */
  public static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * MICROS + now.getNano() / NANOS_PER_MICRO;
  }
}
