package lumen.connectors.playout;

import java.io.Serializable;

/**
 * When ticks are played.
 *
 * @param delayMicros how long after its time a tick is played, so that all come in time
 * @param minIntervalMicros the least between two ticks of a tenant; of ticks that come closer the
 *     later are dropped
 * @param queueTicks ticks that may wait
 */
public record PlayoutOptions(long delayMicros, long minIntervalMicros, int queueTicks)
    implements Serializable {
  private static final long MAX_MICROS = 3_600_000_000L;

  /** Checks the ranges. */
  public PlayoutOptions {
    require(delayMicros, MAX_MICROS, 0, "delayMicros");
    require(minIntervalMicros, MAX_MICROS, 0, "minIntervalMicros");
    require(queueTicks, 1 << 20, 1, "queueTicks");
  }

  private static void require(long value, long high, long low, String name) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "must be in " + low + ".." + high + ": " + name + "=" + value);
    }
  }
}
