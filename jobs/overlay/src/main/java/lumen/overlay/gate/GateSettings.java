package lumen.overlay.gate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import lumen.statistics.BinomialLimit;
import lumen.statistics.NormalQuantile;

/**
 * When gates warn and block; components are named as the keys, units are in the names.
 *
 * @param minN least number of outcomes, also of the baseline where it is compared
 * @param confidence of the bounds that block, one-sided
 * @param stepsInARow steps for which a bound must hold
 * @param warnSteps steps for which a figure must hold before it warns
 * @param cleanSteps steps for which it must be away before the warning ends
 * @param windowsS windows, whole minutes up to an hour, rising
 * @param autoReleaseS seconds after which a block ends by itself; 0: never
 */
public record GateSettings(
    int minN,
    double confidence,
    int stepsInARow,
    int warnSteps,
    int cleanSteps,
    List<Long> windowsS,
    long autoReleaseS,
    Tokens tokens,
    Latency latency,
    Quality quality)
    implements Serializable {
  /** Steps are so long, in seconds. */
  public static final int STEP_S = 60;

  private static final int DECIMALS = 3;

  /** The share of answers that may be slow: the 95th percentile is looked at. */
  private static final BigDecimal SLOW_SHARE = new BigDecimal("0.05");

  /** Copies the list; checks that windows are whole steps and rise. */
  public GateSettings {
    windowsS = List.copyOf(windowsS);
    long before = 0;
    for (long window : windowsS) {
      if (window <= before || window % STEP_S != 0 || window > STEP_S * (long) Lane.STEPS) {
        throw new IllegalArgumentException(
            "windows must be whole minutes up to 60, rising: windowsS=" + windowsS);
      }
      before = window;
    }
    if (windowsS.isEmpty()) {
      throw new IllegalArgumentException("there must be a window: windowsS=[]");
    }
  }

  /** How many percent more tokens than the baseline. */
  public record Tokens(double warnPercent, double blockPercent) implements Serializable {}

  /** Slower than so many milliseconds. */
  public record Latency(long warnMs, long blockMs) implements Serializable {}

  /** Worse than the baseline by so much; NaN: never. */
  public record Quality(double warn, double block) implements Serializable {}

  /** The normal quantile of the confidence, with three decimals. */
  double z() {
    return NormalQuantile.of(confidence, DECIMALS);
  }

  /** The least number of slow answers that blocks. */
  BinomialLimit slowLimit() {
    return new BinomialLimit(SLOW_SHARE, BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence)));
  }

  /** The same with what an overlay has of its own. */
  public GateSettings with(GateChanges changes) {
    return changes.isEmpty()
        ? this
        : new GateSettings(
            (int) changes.or("min_n", minN),
            changes.or("confidence", confidence),
            (int) changes.or("steps_in_a_row", stepsInARow),
            (int) changes.or("warn_steps", warnSteps),
            (int) changes.or("clean_steps", cleanSteps),
            windowsS,
            (long) changes.or("auto_release_s", (double) autoReleaseS),
            new Tokens(
                changes.or("tokens.warn_percent", tokens.warnPercent()),
                changes.or("tokens.block_percent", tokens.blockPercent())),
            new Latency(
                (long) changes.or("latency.warn_ms", (double) latency.warnMs()),
                (long) changes.or("latency.block_ms", (double) latency.blockMs())),
            new Quality(
                changes.or("quality.warn", quality.warn()),
                changes.or("quality.block", quality.block())));
  }
}
