package lumen.overlay.breaker;

import java.io.Serializable;

/**
 * When a breaker opens and for how long; components are named as the keys, units are in the names.
 *
 * @param failures so many in a row open it
 * @param openS how long it is open at first
 * @param openGrowth by what that grows with each reopening
 * @param openMaxS how long at most
 * @param halfOpenPermits how many probes pass
 * @param halfOpenSuccesses how many of them must succeed
 * @param slowMs a success that took longer is a failure, milliseconds; NaN: none is
 * @param share the share of failures that opens it
 */
public record BreakerSettings(
    int failures,
    double openS,
    double openGrowth,
    double openMaxS,
    int halfOpenPermits,
    int halfOpenSuccesses,
    double slowMs,
    Share share)
    implements Serializable {
  private static final double MICROS = 1e6;

  /**
   * The share of failures of the last outcomes.
   *
   * @param of of so many at most
   * @param min of so many at least
   * @param failed so large a share opens it
   */
  public record Share(int of, int min, double failed) implements Serializable {}

  /** How long it is open after so many reopenings, in microseconds, half to even. */
  long openMicros(int reopenings) {
    double most = Math.rint(openMaxS * MICROS);
    double micros = Math.rint(openS * MICROS);
    for (int i = 0; i < reopenings && micros < most && openGrowth > 1; i++) {
      micros = Math.min(most, Math.rint(micros * openGrowth));
    }
    return (long) micros;
  }

  long firstOpenMicros() {
    return openMicros(0);
  }
}
