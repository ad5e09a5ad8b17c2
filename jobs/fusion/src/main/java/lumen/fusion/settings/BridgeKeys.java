package lumen.fusion.settings;

import static lumen.settings.Key.number;
import static lumen.settings.Key.section;
import static lumen.settings.Key.text;
import static lumen.settings.Key.whole;

import java.util.ArrayList;
import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Choice;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Whole;
import lumen.settings.TextForm;
import lumen.signal.loop.Multiple;
import lumen.signal.loop.MultipleRule;

/** The keys of {@code bridge.yaml}. */
final class BridgeKeys {
  private static final String AUTO = MultipleRule.AUTO.toString();

  private static final List<String> MULTIPLES = multiples();

  private static List<String> multiples() {
    List<String> words = new ArrayList<>(List.of(AUTO));
    for (int n = 1; n <= Multiple.MOST; n++) {
      words.add(new Multiple(n, 1).toString());
    }
    for (int n = 2; n <= Multiple.MOST; n++) {
      words.add(new Multiple(1, n).toString());
    }
    return List.copyOf(words);
  }

  private static final Key LOOP =
      section(
          "loop",
          "The tick that is kept locked to the reference, and what its frames are judged by.",
          number(
              "target_harmony",
              0.86,
              Real.from(0).to(1),
              "",
              "Harmony that the 95th percentile of the frames in E2 and E3 is to reach."),
          number(
              "target_coherence",
              0.85,
              Real.from(0).to(1),
              "",
              "Coherence that the 95th percentile of the frames in E2 and E3 is to reach."),
          number("tick_ms", 200, Real.from(120).to(300), "ms", "Tick at the start."),
          number("min_tick_ms", 120, Real.from(20).to(10_000), "ms", "Shortest tick."),
          number("max_tick_ms", 400, Real.from(20).to(10_000), "ms", "Longest tick."));

  private static final Key PHASE =
      section(
          "phase",
          "The phase-locked loop.",
          number(
              "drift_budget",
              0.02,
              Real.above(0).to(0.5),
              "cycles",
              "Phase error that is allowed; BridgePhaseDriftHigh above it."),
          number(
              "rebalance_window_s",
              90,
              Real.above(0).to(86_400),
              "s",
              "Longest window of the bridge's statistics, which it grows to in E2."),
          number(
              "lock_window_s",
              20,
              Real.above(0).to(86_400),
              "s",
              "Window of them while the loop pulls in; rebalance_window_s where that is shorter."),
          new Key(
              "multiple",
              new Choice(MULTIPLES),
              new Value(AUTO),
              "",
              "Ticks of the bridge for each of the reference: n or 1/n; auto: 1 where that tick"
                  + " lies within the limits, else the n or 1/n whose tick is nearest the base"
                  + " tick.",
              false),
          number(
              "mute_above",
              0.15,
              Real.above(0).to(0.5),
              "cycles",
              "Mean phase error of 5 s above which a tick of E2 or E3 is not played; 0.5: all are"
                  + " played."),
          section(
              "gain",
              "Free running rate and gains; kp, ki, kd hold until the gain schedule sets them.",
              number("base_hz", 5.0, Real.above(0).to(50), "Hz", "Rate without a correction."),
              number("kp", 0.35, Real.from(0).to(10), "Hz/cycle", "Proportional gain."),
              number("ki", 0.08, Real.from(0).to(10), "Hz/(cycle s)", "Integral gain."),
              number("kd", 0.10, Real.from(0).to(10), "Hz s/cycle", "Differential gain.")));

  private static final Key SAFETY =
      section(
          "safety",
          "When the bridge guards itself, or stops.",
          number(
              "residual_stddev_10m_max",
              0.03,
              Real.above(0).to(1),
              "",
              "Standard deviation of URE's residual entropy over 10 min that a guarded bridge"
                  + " stands."),
          number(
              "rollback_ratio_5m_max",
              0.05,
              Real.above(0).to(1),
              "",
              "Share of refused corrections over 5 min that rolls back."),
          new Key(
              "hard_stop_on",
              ListOf.texts(FusionForm.CONDITION),
              new Value(List.of("coherence_level < 0.72")),
              "",
              "Conditions on a frame, each of which rolls back at once.",
              false));

  static final Section SECTION =
      Section.of(
          LOOP,
          PHASE,
          SAFETY,
          section(
              "ure",
              "The reference engine: what a stream of type ure holds for keys left out.",
              text(
                  "metrics_url",
                  "http://localhost:9305/metrics_ure",
                  TextForm.URL,
                  "Its Prometheus text endpoint."),
              number("pull_interval_s", 2, Real.from(0.1).to(3600), "s", "Pause between pulls.")),
          section(
              "exporter",
              "Where Prometheus scrapes the bridge metrics.",
              whole("port", 9306, Whole.of(1, 65_535), "", "Port on the task manager."),
              text(
                  "path",
                  "/metrics_bridge",
                  TextForm.HTTP_PATH,
                  "Path that `bench run` asks; the port answers any.")));

  private BridgeKeys() {}
}
