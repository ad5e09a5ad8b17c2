package lumen.signal.fusion;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.KalmanSettings;
import lumen.signal.lag.LagSettings;

/**
 * Settings of the fusion of one tenant.
 *
 * @param grid the common time base
 * @param lag how lags between channels are found
 * @param kalman the filter of phase differences
 * @param rebalanceWindowS window W of the statistics in seconds
 * @param entropyBins bins of the entropy ratio
 * @param weighting how differences are weighted
 * @param ureWeight weight of the reference engine in a mixed level
 * @param sensorsWeight weight of the sensors in a mixed level
 * @param minStreams channels with statistics from which the sensors count
 * @param fallback what is done without them
 * @param staleAfterS how long a value of the reference engine holds, in seconds
 * @param maxGapS how long after a sample the next is waited for, in seconds: the largest interval
 *     within a segment, twice that where samples come in packets
 * @param taps taps of the analytic band-pass
 */
public record FusionSettings(
    TargetGrid grid,
    LagSettings lag,
    KalmanSettings kalman,
    double rebalanceWindowS,
    int entropyBins,
    Weighting weighting,
    double ureWeight,
    double sensorsWeight,
    int minStreams,
    Fallback fallback,
    double staleAfterS,
    double maxGapS,
    int taps)
    implements Serializable {
  private static final long MAX_STEPS = 1_000_000;
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  /** Checks ranges, and that the window holds at least one step. */
  public FusionSettings {
    requireGiven(grid, lag, kalman, weighting, fallback);
    long steps = grid.steps(rebalanceWindowS);
    require(
        steps >= 1 && steps <= MAX_STEPS,
        "rebalance_window_s must hold 1..1000000 steps of the grid: rebalance_window_s="
            + rebalanceWindowS
            + " steps="
            + steps);
    require(
        grid.steps(lag.reachS()) <= MAX_STEPS,
        "max_lag_s must hold at most 1000000 steps of the grid: " + lag.maxLagS());
    require(entropyBins >= 2, "entropy_bins must be at least 2: " + entropyBins);
    require(
        notNegative(ureWeight) && notNegative(sensorsWeight) && ureWeight + sensorsWeight > 0,
        "weights must not be negative nor both 0: ure=" + ureWeight + " sensors=" + sensorsWeight);
    require(minStreams >= 1, "min_streams must be at least 1: " + minStreams);
    require(notNegative(staleAfterS), "stale_after_s must be >= 0: " + staleAfterS);
    require(notNegative(maxGapS), "max_gap_s must be >= 0: " + maxGapS);
    require(taps >= 1 && taps % 2 == 1, "taps must be odd: " + taps);
  }

  /** The window W in steps. */
  public long windowSteps() {
    return grid.steps(rebalanceWindowS);
  }

  /** Chance levels are formed at every so many steps within a window: a tenth of it. */
  public long chanceSteps() {
    return (windowSteps() + 9) / 10;
  }

  /** The largest lag in steps; 0 where none is looked for. */
  public int maxLagSteps() {
    return (int) grid.steps(lag.reachS());
  }

  /** How long a value of the reference engine holds, in microseconds. */
  public long staleAfterMicros() {
    return (long) Math.rint(staleAfterS * 1e6);
  }

  /**
   * The horizon H = max_lag_s + (1 + (taps - 1)/2 + 10)/target_hz + max_gap_s, in microseconds,
   * rounded up: a step is final when everything earlier than its time plus H is known. Without lag
   * estimation max_lag_s is no part of it.
   */
  public long horizonMicros() {
    BigDecimal filterSteps = BigDecimal.valueOf(1 + (taps - 1) / 2 + 10);
    BigDecimal filterMicros =
        filterSteps
            .multiply(BigDecimal.valueOf(grid.den()))
            .multiply(MICROS)
            .divide(BigDecimal.valueOf(grid.num()), 0, RoundingMode.CEILING);
    BigDecimal seconds = BigDecimal.valueOf(lag.reachS()).add(BigDecimal.valueOf(maxGapS));
    return seconds
        .multiply(MICROS)
        .setScale(0, RoundingMode.CEILING)
        .add(filterMicros)
        .longValueExact();
  }

  private static boolean notNegative(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void requireGiven(Object... parts) {
    for (Object part : parts) {
      require(part != null, "every setting must be given");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
