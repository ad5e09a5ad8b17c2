package lumen.fusion.settings;

import static lumen.settings.Rule.error;
import static lumen.settings.Rule.warning;

import java.util.List;
import lumen.settings.ConfigValues;
import lumen.settings.Rule;
import lumen.signal.grid.TargetGrid;

/** What must hold between the keys of a file. */
final class Rules {
  private static final long MAX_WINDOW_STEPS = 1_000_000;
  private static final String HZ = "resample.target_hz";
  private static final String WINDOW = "window.rebalance_window_s";
  private static final String LAG = "lag.max_lag_s";
  private static final String LAG_METHOD = "lag.method";

  private static final String TICK = "fusion.tick_ms";

  /** The rules of fusion.yaml. */
  static final List<Rule> FUSION =
      List.of(
          error(
              "p_low < p_high",
              v -> v.real("clip.p_low") < v.real("clip.p_high"),
              "clip.p_low",
              "clip.p_high"),
          error("a target_hz that is a fraction of two numbers up to 1000000", Rules::hasGrid, HZ),
          error(
              "low_hz < high_hz",
              v -> v.real("band.low_hz") < v.real("band.high_hz"),
              "band.low_hz",
              "band.high_hz"),
          error(
              "high_hz < target_hz / 2",
              v -> v.real("band.high_hz") < v.real(HZ) / 2,
              "band.high_hz",
              HZ),
          warning(
              "taps / target_hz >= 1 / low_hz, or the filter does not tell the lower edge from 0",
              v -> v.whole("band.taps") / v.real(HZ) >= 1 / v.real("band.low_hz"),
              "band.taps",
              "band.low_hz",
              HZ),
          error(
              "from 3 to " + MAX_WINDOW_STEPS + " grid steps in rebalance_window_s",
              v -> !hasGrid(v) || windowFits(v),
              WINDOW,
              HZ),
          warning(
              "rebalance_window_s / 3 >= 1 / low_hz, or statistics see less than one period",
              v -> v.real(WINDOW) / 3 >= 1 / v.real("band.low_hz"),
              WINDOW,
              "band.low_hz"),
          error(
              "max_lag_s < rebalance_window_s / 3, unless lag.method is none",
              v -> v.text(LAG_METHOD).equals("none") || v.real(LAG) < v.real(WINDOW) / 3,
              LAG,
              WINDOW,
              LAG_METHOD),
          warning(
              "tick_ms >= 1000 / target_hz, the step of the grid, or it is every frame, as with 0",
              v -> v.real(TICK) == 0 || v.real(TICK) >= 1000 / v.real(HZ),
              TICK,
              HZ),
          between("q"),
          between("r"),
          error(
              "delay_s <= max_gap_s: a step is estimated before it is final",
              v -> v.real("now.delay_s") <= v.real("resample.max_gap_s"),
              "now.delay_s",
              "resample.max_gap_s"),
          warning(
              "source_idle_s <= max_skew_s, or a source may be left behind that has just begun",
              v -> v.real("time.source_idle_s") <= v.real("time.max_skew_s"),
              "time.source_idle_s",
              "time.max_skew_s"),
          warning(
              "a sum of 1; these weights are scaled to it",
              v -> Math.abs(v.real("weights.ure") + v.real("weights.sensors") - 1) < 1e-9,
              "weights.ure",
              "weights.sensors"));

  /** The rules of bridge.yaml. */
  static final List<Rule> BRIDGE =
      List.of(
          error(
              "min_tick_ms <= tick_ms <= max_tick_ms",
              v ->
                  v.real("loop.min_tick_ms") <= v.real("loop.tick_ms")
                      && v.real("loop.tick_ms") <= v.real("loop.max_tick_ms"),
              "loop.tick_ms",
              "loop.min_tick_ms",
              "loop.max_tick_ms"),
          warning(
              "min_tick_ms <= 1000 / base_hz <= max_tick_ms, or the loop begins at a limit",
              v ->
                  v.real("loop.min_tick_ms") <= 1000 / v.real("phase.gain.base_hz")
                      && 1000 / v.real("phase.gain.base_hz") <= v.real("loop.max_tick_ms"),
              "phase.gain.base_hz",
              "loop.min_tick_ms",
              "loop.max_tick_ms"),
          warning(
              "lock_window_s >= 10 max_tick_ms, or the lock is judged by a few ticks",
              v -> 100 * v.real("phase.lock_window_s") >= v.real("loop.max_tick_ms"),
              "phase.lock_window_s",
              "loop.max_tick_ms"),
          warning(
              "mute_above > drift_budget, or ticks that keep the budget are not heard",
              v -> v.real("phase.mute_above") > v.real("phase.drift_budget"),
              "phase.mute_above",
              "phase.drift_budget"));

  /** The rules of risk_autotune.yaml. */
  static final List<Rule> RISK_AUTOTUNE =
      List.of(
          error(
              "slow <= fast",
              v ->
                  v.real("burn_rate_thresholds.phase.slow")
                      <= v.real("burn_rate_thresholds.phase.fast"),
              "burn_rate_thresholds.phase.slow",
              "burn_rate_thresholds.phase.fast"),
          error(
              "warn <= crit",
              v ->
                  v.real("burn_rate_thresholds.entropy.warn")
                      <= v.real("burn_rate_thresholds.entropy.crit"),
              "burn_rate_thresholds.entropy.warn",
              "burn_rate_thresholds.entropy.crit"));

  private Rules() {}

  private static Rule between(String noise) {
    String at = "align.kalman." + noise;
    return error(
        "%s_min <= %s <= %s_max".replace("%s", noise),
        v -> v.real(at + "_min") <= v.real(at) && v.real(at) <= v.real(at + "_max"),
        at,
        at + "_min",
        at + "_max");
  }

  private static boolean hasGrid(ConfigValues v) {
    try {
      TargetGrid.ofHz(v.real(HZ));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean windowFits(ConfigValues v) {
    long steps = TargetGrid.ofHz(v.real(HZ)).steps(v.real(WINDOW));
    return steps >= 3 && steps <= MAX_WINDOW_STEPS;
  }
}
