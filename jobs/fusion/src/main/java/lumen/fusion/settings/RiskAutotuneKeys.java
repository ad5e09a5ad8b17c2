package lumen.fusion.settings;

import static lumen.settings.Key.number;
import static lumen.settings.Key.section;

import java.util.ArrayList;
import java.util.List;
import lumen.settings.Key;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Curve;
import lumen.settings.Shape.Point;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;

/** The keys of {@code risk_autotune.yaml}. */
final class RiskAutotuneKeys {
  private static final Real SHARE = Real.above(0).to(1);

  private static final Curve GAIN = new Curve(Real.from(0).to(1), Real.from(0).to(10));

  static final Section SECTION =
      Section.of(
          curve(
              "kp_curve",
              "Hz/cycle",
              "Proportional gain over the entropy ratio.",
              0.35,
              0.33,
              0.28,
              0.22),
          curve(
              "kd_curve",
              "Hz s/cycle",
              "Differential gain over the entropy ratio.",
              0.10,
              0.12,
              0.14,
              0.18),
          number("ki_base", 0.08, Real.from(0).to(10), "Hz/(cycle s)", "Integral gain."),
          section(
              "burn_rate_thresholds",
              "Levels at which a budget burns: those of alerts, which the report draws.",
              section(
                  "phase",
                  "Phase difference.",
                  number(
                      "fast",
                      0.03,
                      Real.above(0).to(0.5),
                      "cycles",
                      "FusionPhaseDriftFast above it."),
                  number(
                      "slow",
                      0.025,
                      Real.above(0).to(0.5),
                      "cycles",
                      "FusionPhaseDrift above it.")),
              section(
                  "entropy",
                  "Entropy ratio.",
                  number(
                      "warn", 0.18, SHARE, "", "EntropySpike and FusionEntropyHigh warn above it."),
                  number("crit", 0.22, SHARE, "", "They are critical above it."))));

  private RiskAutotuneKeys() {}

  /** A curve over the entropy ratios 0, 0.1, 0.2, 0.3. */
  private static Key curve(String name, String unit, String meaning, double... gains) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < gains.length; i++) {
      points.add(new Point(i / 10.0, gains[i]));
    }
    return new Key(name, GAIN, new Value(List.copyOf(points)), unit, meaning, false);
  }
}
