package lumen.signal.loop;

import java.io.Serializable;

/**
 * Settings of the tick.
 *
 * @param baseHz rate without a correction in phase mode, positive
 * @param tickMs tick at the start
 * @param minTickMs shortest tick, at least 20
 * @param maxTickMs longest tick, at most 10000
 * @param staleAfterS how long a published rate of the reference holds, in seconds
 */
public record LoopSettings(
    double baseHz, double tickMs, double minTickMs, double maxTickMs, double staleAfterS)
    implements Serializable {
  private static final double SHORTEST_TICK_MS = 20;
  private static final double LONGEST_TICK_MS = 10_000;

  /** Checks ranges, and that the first tick lies in its limits. */
  public LoopSettings {
    if (!(baseHz > 0 && baseHz < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("base_hz must be > 0: " + baseHz);
    }
    requireLimits(minTickMs, maxTickMs);
    if (!(tickMs >= minTickMs && tickMs <= maxTickMs)) {
      throw new IllegalArgumentException(
          "tick_ms must lie in its limits: tick_ms=%s min_tick_ms=%s max_tick_ms=%s"
              .formatted(tickMs, minTickMs, maxTickMs));
    }
    if (!(staleAfterS >= 0 && staleAfterS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("stale_after_s must be >= 0: " + staleAfterS);
    }
  }

  /** Checks two limits of the tick: both in 20..10000 ms, the first less than the second. */
  public static void requireLimits(double minTickMs, double maxTickMs) {
    if (!(minTickMs >= SHORTEST_TICK_MS && maxTickMs <= LONGEST_TICK_MS && minTickMs < maxTickMs)) {
      throw new IllegalArgumentException(
          "limits of the tick must be in 20..10000 ms and ascend: min_tick_ms=%s max_tick_ms=%s"
              .formatted(minTickMs, maxTickMs));
    }
  }
}
