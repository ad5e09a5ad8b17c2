package lumen.signal.loop;

import java.io.Serializable;

/**
 * Shortest and longest tick.
 *
 * @param minMs in milliseconds, at least 20
 * @param maxMs in milliseconds, at most 10000
 */
public record TickLimits(double minMs, double maxMs) implements Serializable {
  private static final double SHORTEST_MS = 20;
  private static final double LONGEST_MS = 10_000;

  /** Checks that both are in 20..10000 ms and ascend. */
  public TickLimits {
    if (!areLimits(minMs, maxMs)) {
      throw new IllegalArgumentException(
          "limits of the tick must be in 20..10000 ms and ascend: min_tick_ms=%s max_tick_ms=%s"
              .formatted(minMs, maxMs));
    }
  }

  /** Whether two values may be limits. */
  public static boolean areLimits(double minMs, double maxMs) {
    return minMs >= SHORTEST_MS && maxMs <= LONGEST_MS && minMs < maxMs;
  }

  /** Whether a tick lies within them. */
  public boolean hold(double tickMs) {
    return tickMs >= minMs && tickMs <= maxMs;
  }

  /** The tick, or the limit it is beyond. */
  public double clamp(double tickMs) {
    return Math.max(minMs, Math.min(maxMs, tickMs));
  }

  /** The rate, or that of the limit it is beyond, in Hz. */
  double clampHz(double hz) {
    return Math.max(1000 / maxMs, Math.min(1000 / minMs, hz));
  }
}
