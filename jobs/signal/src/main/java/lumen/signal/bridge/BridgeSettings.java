package lumen.signal.bridge;

import java.io.Serializable;
import lumen.signal.gain.GainSchedule;
import lumen.signal.loop.LoopSettings;
import lumen.signal.protocol.ProtocolSettings;

/**
 * Settings of the bridge of one tenant.
 *
 * @param loop the tick and its limits
 * @param windowS longest window of the bridge's statistics in seconds, in (0, 86400]
 * @param lockWindowS shortest window of them in seconds, in (0, 86400]; of both the lesser counts
 * @param muteAbove mean |e| of 5 s in cycles above which a tick is not played, in (0, 0.5]
 * @param gains gains over the risk
 * @param protocol when it counts as locked, guards itself, or gives up
 */
public record BridgeSettings(
    LoopSettings loop,
    double windowS,
    double lockWindowS,
    double muteAbove,
    GainSchedule gains,
    ProtocolSettings protocol)
    implements Serializable {
  private static final double LONGEST_WINDOW_S = 86_400;

  /** Checks the window, and that every part is given. */
  public BridgeSettings {
    if (loop == null || gains == null || protocol == null) {
      throw new IllegalArgumentException("every part of the bridge's settings must be given");
    }
    if (!(windowS > 0 && windowS <= LONGEST_WINDOW_S)) {
      throw new IllegalArgumentException("rebalance_window_s must be in (0, 86400]: " + windowS);
    }
    if (!(lockWindowS > 0 && lockWindowS <= LONGEST_WINDOW_S)) {
      throw new IllegalArgumentException("lock_window_s must be in (0, 86400]: " + lockWindowS);
    }
    if (!(muteAbove > 0 && muteAbove <= 0.5)) {
      throw new IllegalArgumentException("mute_above must be in (0, 0.5]: " + muteAbove);
    }
  }

  /** The shortest window of the statistics in microseconds, at least 1. */
  public long lockMicros() {
    return Math.min(windowMicros(), Math.max(1, (long) Math.rint(lockWindowS * 1e6)));
  }

  /** The longest window of the statistics in microseconds, at least 1. */
  public long windowMicros() {
    return Math.max(1, (long) Math.rint(windowS * 1e6));
  }
}
