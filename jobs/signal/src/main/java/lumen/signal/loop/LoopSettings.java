package lumen.signal.loop;

import java.io.Serializable;

/**
 * Settings of the tick.
 *
 * @param baseHz rate at which phase mode begins, positive
 * @param tickMs tick at the start
 * @param limits shortest and longest tick
 * @param multiple ticks of the bridge for each of the reference
 * @param staleAfterS how long a published rate of the reference holds, in seconds
 */
public record LoopSettings(
    double baseHz, double tickMs, TickLimits limits, MultipleRule multiple, double staleAfterS)
    implements Serializable {

  /** Checks ranges, and that the first tick lies in its limits. */
  public LoopSettings {
    if (limits == null) {
      throw new IllegalArgumentException("limits of the tick must be given: null");
    }
    if (multiple == null) {
      throw new IllegalArgumentException("multiple must be given: null");
    }
    if (!(baseHz > 0 && baseHz < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("base_hz must be > 0: " + baseHz);
    }
    if (!limits.hold(tickMs)) {
      throw new IllegalArgumentException(
          "tick_ms must lie in its limits: tick_ms=%s min_tick_ms=%s max_tick_ms=%s"
              .formatted(tickMs, limits.minMs(), limits.maxMs()));
    }
    if (!(staleAfterS >= 0 && staleAfterS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("stale_after_s must be >= 0: " + staleAfterS);
    }
  }

  /** Settings with the limits in milliseconds, and the multiple that suits. */
  public LoopSettings(
      double baseHz, double tickMs, double minTickMs, double maxTickMs, double staleAfterS) {
    this(baseHz, tickMs, new TickLimits(minTickMs, maxTickMs), MultipleRule.AUTO, staleAfterS);
  }

  /** How long a published rate holds, in microseconds. */
  public long staleAfterMicros() {
    return (long) Math.rint(staleAfterS * 1e6);
  }
}
