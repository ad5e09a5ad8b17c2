package lumen.signal.packet;

import java.io.Serializable;

/**
 * How the samples of a channel's packets are given their times.
 *
 * @param stamp which sample the stamp of a packet belongs to
 * @param rateHz samples a second, above 0 and at most 1e6; NaN: as the packets show
 * @param maxGapMicros packets further apart do not follow each other; nor does a sample lie further
 *     from its stamp
 * @param rebalanceMicros after a longer pause everything begins anew; at least twice {@code
 *     maxGapMicros}
 */
public record PacketSettings(
    PacketStamp stamp, double rateHz, long maxGapMicros, long rebalanceMicros)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Checks the ranges. */
  public PacketSettings {
    if (stamp == null || rateHz <= 0 || rateHz > 1e6) {
      throw new IllegalArgumentException(
          "packets must have a stamp, and a rate in (0, 1e6]: " + stamp + " rate_hz=" + rateHz);
    }
    if (maxGapMicros < 1 || rebalanceMicros / 2 < maxGapMicros) {
      throw new IllegalArgumentException(
          "packets must have 0 < 2 max_gap <= rebalance: micros="
              + maxGapMicros
              + " "
              + rebalanceMicros);
    }
  }

  /** The time between two samples in microseconds; NaN where the packets are to show it. */
  double spacingMicros() {
    return 1e6 / rateHz;
  }
}
