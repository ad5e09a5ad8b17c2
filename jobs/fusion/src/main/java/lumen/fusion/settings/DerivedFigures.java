package lumen.fusion.settings;

import java.util.List;
import lumen.settings.Explanation.Computed;
import lumen.settings.Numbers;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.lag.LagSettings;

/** What follows from the settings of fusion: delays, steps, and what they are made of. */
final class DerivedFigures {
  private DerivedFigures() {}

  static List<Computed> of(LumenSettings settings) {
    FusionSettings fusion = settings.fusionSettings();
    double hz = fusion.grid().hz();
    double horizon = fusion.horizonMicros() / 1e6;
    double live = settings.fusion().time().liveOutOfOrdernessMs() / 1e3;
    long window = fusion.windowSteps();
    return List.of(
        new Computed("horizon_s", horizon, horizonParts(settings, hz)),
        new Computed(
            "live_delay_s",
            seconds(horizon + live),
            "from a step's time to its frame: the horizon and time.live_out_of_orderness_ms"),
        new Computed("step_s", seconds(1 / hz), "1 / resample.target_hz"),
        new Computed(
            "shown_s",
            seconds(settings.liveInterval().steps() / hz),
            "metrics get a frame as often: fusion.tick_ms in whole steps, one at least"),
        new Computed(
            "window_steps", window, "window.rebalance_window_s in steps; lags are found as often"),
        new Computed(
            "statistics_from_steps",
            Math.ceil(window / 3.0),
            "a third of the window: with fewer a channel has no statistics"),
        new Computed(
            "max_lag_steps",
            fusion.maxLagSteps(),
            seeksLags(fusion) ? "lag.max_lag_s" : "lag.method none: no lags are sought"),
        new Computed(
            "band_delay_s",
            seconds((fusion.taps() - 1) / 2.0 / hz),
            "(band.taps - 1) / 2 / resample.target_hz; taken out of the grid index"),
        new Computed(
            "resample_delay_s",
            seconds(10 / hz),
            "10 / resample.target_hz; taken out of the grid index"));
  }

  private static String horizonParts(LumenSettings settings, double hz) {
    FusionFile fusion = settings.fusion();
    boolean lags = seeksLags(settings.fusionSettings());
    return ("a step is final this long after it: %snext step %s + half of band.taps %s + half of"
            + " the resampler %s + resample.max_gap_s %s%s; shorter with less of %sband.taps,"
            + " resample.max_gap_s, or a higher resample.target_hz%s")
        .formatted(
            lags ? "lag.max_lag_s " + Numbers.text(fusion.lag().maxLagS()) + " + " : "",
            Numbers.text(seconds(1 / hz)),
            Numbers.text(seconds((fusion.band().taps() - 1) / 2.0 / hz)),
            Numbers.text(seconds(10 / hz)),
            Numbers.text(fusion.resample().maxGapS()),
            settings.anyPackets() ? " twice, since samples come in packets" : "",
            lags ? "lag.max_lag_s, " : "",
            lags ? ", and without lag.max_lag_s where lag.method is none" : "");
  }

  private static boolean seeksLags(FusionSettings fusion) {
    return fusion.lag().method() != LagSettings.Method.NONE;
  }

  /** Rounded to microseconds, for people. */
  private static double seconds(double seconds) {
    return Math.rint(seconds * 1e6) / 1e6;
  }
}
