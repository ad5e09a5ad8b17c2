package lumen.signal.now;

import java.io.Serializable;

/**
 * How and when the provisional phases of a channel are made.
 *
 * @param filters how they are made
 * @param delayMicros how long after its time a step is estimated, in microseconds, not negative
 * @param horizonMicros how long after its time a step is final, in microseconds, not less
 */
public record NowChannelSettings(NowSettings filters, long delayMicros, long horizonMicros)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Checks that a step is estimated before it is final. */
  public NowChannelSettings {
    if (delayMicros < 0 || horizonMicros < delayMicros) {
      throw new IllegalArgumentException(
          "delay must be 0 up to the horizon: delay_us=%d horizon_us=%d"
              .formatted(delayMicros, horizonMicros));
    }
  }

  /** When a step is estimated: from the samples at or before this time, in microseconds. */
  public long knownMicros(long step) {
    return filters.grid().floorMicros(step) + delayMicros;
  }

  /** The first step that is estimated at or after a time. */
  public long firstStep(long micros) {
    long step = filters.grid().floorStep(micros - delayMicros);
    return knownMicros(step) >= micros ? step : step + 1;
  }

  /** After how many steps one is final. */
  public int horizonSteps() {
    return (int) filters.grid().ceilStep(horizonMicros);
  }

  /** State of other settings than these is nothing: a number that tells them apart. */
  long shape() {
    long shape = 17;
    long[] parts = {
      filters.grid().num(),
      filters.grid().den(),
      Double.doubleToLongBits(filters.lowHz()),
      Double.doubleToLongBits(filters.highHz()),
      filters.resonators(),
      filters.windowSteps(),
      delayMicros,
      horizonMicros
    };
    for (long part : parts) {
      shape = 31 * shape + part;
    }
    return shape;
  }
}
