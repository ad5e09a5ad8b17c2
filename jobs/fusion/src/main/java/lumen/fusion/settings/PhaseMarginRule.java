package lumen.fusion.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues.Setting;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopFacts;

/** Whether the loop is far enough from swinging at each point of the gain curves. */
final class PhaseMarginRule {
  /** The rule as sentences. */
  static final List<String> SENTENCES =
      List.of(
          "A phase margin below 45 degrees at a point of the curves, at loop.tick_ms of bridge.yaml,"
              + " is a warning, and so is a kp of 0 there, which follows nothing: `lumenctl gains"
              + " facts` shows it.");

  private static final double LEAST_DEGREES = 45;

  private final ConfigReading reading;

  PhaseMarginRule(ConfigReading reading) {
    this.reading = reading;
  }

  void check(RiskAutotuneFile risk, double tickMs) {
    for (GainCurve.Point point : risk.kpCurve().points()) {
      double share = point.y() / risk.kpCurve().at(0);
      double ki = Double.isFinite(share) ? risk.kiBase() * share * share : risk.kiBase();
      Gains gains =
          new Gains(
              Math.min(10, point.y()),
              Math.min(10, ki),
              Math.min(0.9, risk.kdCurve().at(point.x())));
      Optional<String> wrong = wrong(point.x(), gains, LoopFacts.of(gains, tickMs));
      if (wrong.isPresent()) {
        Setting curve = reading.of(ConfigFile.RISK_AUTOTUNE).at("kp_curve");
        reading
            .findings(ConfigFile.RISK_AUTOTUNE)
            .warning(curve.begin(), curve.path(), wrong.get());
        return;
      }
    }
  }

  private static Optional<String> wrong(double entropyRatio, Gains gains, LoopFacts facts) {
    if (!facts.follows()) {
      return Optional.of("follows nothing at entropy ratio " + entropyRatio + ": kp is 0 there");
    }
    return facts.phaseMargin() >= LEAST_DEGREES
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "leaves a phase margin of %.0f degrees at entropy ratio %s with ki %.3g and"
                    + " kd %.3g, below 45: the loop rings",
                facts.phaseMargin(),
                entropyRatio,
                gains.ki(),
                gains.kd()));
  }
}
