package lumen.fusion.settings;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.text;
import static lumen.settings.Key.whole;

import lumen.settings.Key;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Whole;
import lumen.settings.Shape.ZeroOr;
import lumen.settings.TextForm;

/** The keys of {@code fusion.yaml}. */
final class FusionKeys {
  /** A day: no window or bound is longer. */
  private static final double DAY_S = 86_400;

  static final Key CLIP =
      section(
              "clip",
              "Outliers of raw samples, per channel, before anything else sees them.",
              choice(
                  "method",
                  "quantile: limited to quantiles of the trailing window; hampel: replaced by its"
                      + " median if more than 3 scaled MAD off; none: taken as they are.",
                  "quantile",
                  "hampel",
                  "none"),
              number("p_low", 0.01, Real.from(0).below(1), "", "Lower quantile."),
              number("p_high", 0.99, Real.above(0).to(1), "", "Upper quantile."),
              number("window_s", 30, Real.from(0.001).to(DAY_S), "s", "Length of the window."),
              whole(
                  "min_samples",
                  20,
                  Whole.of(1, 1_000_000),
                  "samples",
                  "With fewer in the window a sample is left unchanged."))
          .shaping();

  private static final Key RESAMPLE =
      section(
              "resample",
              "How channels of any rate reach the common grid.",
              choice("method", "Polyphase FIR filter.", "polyphase"),
              number(
                  "target_hz",
                  5.0,
                  Real.above(0).to(1000),
                  "Hz",
                  "Rate of the grid: a decimal number that is a fraction of two numbers up to"
                      + " 1000000."),
              number(
                  "max_gap_s",
                  2.0,
                  Real.above(0).to(86400),
                  "s",
                  "A longer pause of a channel ends its segment: nothing is interpolated across."),
              number(
                  "rate_wait_s",
                  10,
                  Real.above(0).to(86400),
                  "s",
                  "How long the first intervals of a channel are collected to estimate its rate."))
          .shaping();

  private static final Key BAND =
      section(
              "band",
              "The rhythm that is looked at: pass band of the analytic filter.",
              number("low_hz", 0.2, Real.above(0).below(500), "Hz", "Lower edge."),
              number("high_hz", 2.2, Real.above(0).below(500), "Hz", "Upper edge."),
              whole(
                  "taps",
                  51,
                  new Whole(3, 1001, true),
                  "grid steps",
                  "Length of the filter: longer is sharper, truer to phase, and later."))
          .shaping();

  private static final Key LAG =
      section(
              "lag",
              "Constant delays between channels, estimated once per window and taken out.",
              choice("method", "xcorr: cross-correlation; none: lags stay 0.", "xcorr", "none"),
              number(
                  "max_lag_s",
                  2.0,
                  Real.from(0).to(86400),
                  "s",
                  "Lags are sought up to this, both ways; unused with method none."),
              number(
                  "min_peak",
                  0.5,
                  Real.from(0).to(1),
                  "",
                  "Correlation from which a lag is believed."))
          .shaping();

  private static final Key KALMAN =
      section(
          "kalman",
          "Start values and bounds of the noise of the phase filter.",
          number("q", 1e-3, Real.above(0).to(1), "cycles^2", "Process noise at the start."),
          number("r", 2e-3, Real.above(0).to(1), "cycles^2", "Measurement noise at the start."),
          number("q_min", 1e-5, Real.above(0).to(1), "cycles^2", "Least process noise."),
          number("q_max", 1e-1, Real.above(0).to(1), "cycles^2", "Greatest process noise."),
          number("r_min", 1e-4, Real.above(0).to(1), "cycles^2", "Least measurement noise."),
          number("r_max", 2e-2, Real.above(0).to(1), "cycles^2", "Greatest measurement noise."));

  private static final Key ALIGN =
      section(
          "align",
          "The filter on the phase difference of each channel to the others.",
          choice("method", "Adaptive Kalman filter on the circle.", "kalman").shaping(),
          choice(
              "adapt",
              "How its noise follows the data: residual against the phase budget; innovation by"
                  + " autocovariances; fixed: not at all. A restore may have another: filters go on"
                  + " from the q and r they have.",
              "residual",
              "innovation",
              "fixed"),
          KALMAN.shaping());

  private static final Key WINDOW =
      section(
              "window",
              "The trailing window of all statistics.",
              number(
                  "rebalance_window_s",
                  90,
                  Real.above(0).to(DAY_S),
                  "s",
                  "Its length W; lags are estimated once per window."),
              whole("entropy_bins", 12, Whole.of(2, 360), "bins", "Bins of the phase histogram."),
              choice(
                  "weighting",
                  "envelope: a phase counts by its amplitude; none: all alike.",
                  "envelope",
                  "none"))
          .shaping();

  private static final Key WEIGHTS =
      section(
              "weights",
              "Shares in a fused level, scaled to a sum of 1 where both sides have a value.",
              number("ure", 0.7, Real.from(0.6).to(0.9), "", "Share of URE."),
              number("sensors", 0.3, Real.from(0.1).to(0.4), "", "Share of the sensors."))
          .shaping();

  private static final Key FAILOVER =
      section(
              "failover",
              "What a frame shows when one side is missing.",
              whole(
                  "min_streams",
                  1,
                  Whole.of(1, 100_000),
                  "channels",
                  "Channels with statistics that the sensor side needs."),
              choice(
                  "fallback",
                  "Without the sensor side: ure_only; sensors_only, with fewer channels; degrade:"
                      + " the last frame, its coherence falling.",
                  "ure_only",
                  "sensors_only",
                  "degrade"),
              number(
                  "stale_after_s",
                  30,
                  Real.above(0).to(DAY_S),
                  "s",
                  "Age at which a URE value no longer holds."))
          .shaping();

  private static final Key TIME =
      section(
              "time",
              "Disorder and silence of inputs.",
              number(
                  "replay_out_of_orderness_ms",
                  2000,
                  Real.from(0).to(3_600_000),
                  "ms",
                  "Recordings: an event further behind is late."),
              number(
                  "live_out_of_orderness_ms",
                  100,
                  Real.from(0).to(3_600_000),
                  "ms",
                  "Live inputs: an event further behind its arrival is late."),
              number(
                  "source_idle_s",
                  10,
                  Real.above(0).to(DAY_S),
                  "s",
                  "An event source that stands still no longer holds its stream back when that has"
                      + " gone on for longer; a jump of time beyond it is believed the second"
                      + " time."),
              number(
                  "max_skew_s",
                  3_600,
                  Real.above(0).to(1e10),
                  "s",
                  "Recordings: an event source further behind the newest of those that go on does"
                      + " not hold its stream back."),
              number(
                  "max_ahead_s",
                  86_400,
                  Real.above(0).to(1e9),
                  "s",
                  "An event further ahead is rejected: in a recording if the next of its source"
                      + " does not jump too, live always."))
          .shaping();

  private static final Key LIMITS =
      section(
              "limits",
              "Bounds on what one tenant may hold.",
              whole(
                  "max_channels",
                  2000,
                  Whole.of(1, 100_000),
                  "channels",
                  "Further channels of a tenant are rejected and counted."))
          .shaping();

  private static final Key NOW =
      section(
          "now",
          "Figures of a step a moment after its time, from provisional phases, with their error.",
          choice(
              "enabled",
              "auto: of live streams and of a log that is followed, not of recordings; true: of any;"
                  + " false: none are made.",
              "auto",
              "true",
              "false"),
          number(
              "delay_s",
              0.2,
              Real.from(0).to(60),
              "s",
              "A step is estimated this long after its time: later is truer."),
          whole(
              "resonators",
              6,
              Whole.of(2, 16),
              "resonators",
              "How many divide the band; what a channel costs grows with their square."),
          number(
              "forget_s",
              300,
              Real.from(1).to(DAY_S),
              "s",
              "Time constant by which what was learnt of a channel is forgotten."),
          number(
              "ridge",
              1e-4,
              Real.above(0).to(1),
              "",
              "Penalty on large weights, as a share of the mean power of a feature."),
          number(
              "min_trained_s",
              30,
              Real.from(0).to(DAY_S),
              "s",
              "So much must have been learnt of a channel before anything is estimated."));

  static final Section SECTION =
      Section.of(
          number("version", 2.0, Real.from(2).below(3), "", "Version of this file's keys."),
          section(
              "fusion",
              "What frames are judged by, and how often outputs that show what is now get one.",
              number(
                  "target_harmony",
                  0.88,
                  Real.from(0).to(1),
                  "",
                  "Harmony that the 95th percentile of all frames is to reach."),
              number(
                  "target_coherence",
                  0.87,
                  Real.from(0).to(1),
                  "",
                  "Coherence that the 95th percentile of all frames is to reach; with less"
                      + " `bench analyze` looks at the weights."),
              new Key(
                  "tick_ms",
                  new ZeroOr(Whole.of(120, 300)),
                  new Value(0L),
                  "ms",
                  "Metrics get a frame as often, in whole steps of the grid, rounded up; 0: every"
                      + " frame. Files, topics and the table hold every frame.",
                  false)),
          CLIP,
          RESAMPLE,
          BAND,
          LAG,
          ALIGN,
          WINDOW,
          WEIGHTS,
          FAILOVER,
          TIME,
          section(
              "exporter",
              "Where Prometheus scrapes the fusion metrics.",
              whole("http_port", 9310, Whole.of(1, 65_535), "", "Port on the task manager."),
              text(
                  "path",
                  "/metrics_fusion",
                  TextForm.HTTP_PATH,
                  "Path that `bench run` asks; the port answers any.")),
          LIMITS,
          section(
              "evidence",
              "The rules of evidence/risk_map.yaml.",
              number(
                  "repeat_s",
                  60,
                  RuleKeys.REPEAT_S,
                  "s",
                  "A rule that does not say fires again after this, while its condition holds.")),
          OutputKeys.OUTPUTS,
          OutputKeys.CAPTURE,
          OutputKeys.PRIVACY,
          OutputKeys.RETENTION,
          NOW);

  private FusionKeys() {}
}
