package lumen.benchmarks;

import java.util.List;
import java.util.Locale;
import lumen.fusion.bridge.BridgePlan;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.gain.GainControl;
import lumen.signal.gain.GainShift;
import lumen.signal.loop.LoopFacts;

/** How far the shipped gains are from swinging, over the entropy ratio. */
final class MarginRows {
  private static final double LEAST_DEGREES = 55;
  private static final int STEPS = 30;

  private MarginRows() {}

  static List<BridgeRow> of(LumenSettings settings) {
    GainControl control = new GainControl(BridgePlan.of(settings).bridge().gains());
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i <= STEPS; i++) {
      control.follow(0.3 * i / STEPS, Double.NaN);
      double margin =
          LoopFacts.of(control.at(0, GainShift.NONE, false), settings.bridge().loop().tickMs())
              .phaseMargin();
      least = Math.min(least, margin);
      most = Math.max(most, margin);
    }
    return List.of(
        new BridgeRow(
            "phase margin at entropy ratios 0 to 0.3",
            String.format(Locale.ROOT, "%.0f to %.0f degrees", least, most),
            ">= 55 degrees",
            least >= LEAST_DEGREES));
  }
}
