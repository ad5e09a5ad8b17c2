package lumen.tune;

import java.util.List;
import lumen.fusion.bridge.BridgePlan;
import lumen.fusion.settings.LumenSettings;
import lumen.signal.gain.GainControl;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.GainShift;
import lumen.signal.gain.Gains;

/**
 * The gains of a config folder at one risk, as a bridge takes them before calibration and offsets.
 *
 * @param rows kp, ki, kd
 */
record GainsAt(List<Row> rows) {
  private static final String KP_CURVE = "kp_curve";

  /**
   * One gain.
   *
   * @param gain kp, ki or kd
   * @param value the gain that acts
   * @param from what says so
   */
  record Row(String gain, double value, String from) {}

  /**
   * Finds them.
   *
   * @param entropyRatio 0 to 1
   * @param phaseDiff in cycles; NaN: not known
   */
  static GainsAt of(LumenSettings settings, double entropyRatio, double phaseDiff) {
    GainSchedule schedule = BridgePlan.of(settings).bridge().gains();
    GainControl control = new GainControl(schedule);
    control.follow(entropyRatio, phaseDiff);
    Gains gains = control.at(0, GainShift.NONE, false);
    return new GainsAt(
        List.of(
            new Row("kp", gains.kp(), kp(schedule, entropyRatio, phaseDiff)),
            new Row("ki", gains.ki(), "ki_base (kp / kp_curve(0))^2"),
            new Row(
                "kd",
                gains.kd(),
                limited("kd_curve", schedule.kdCurve().at(entropyRatio), gains.kd()))));
  }

  private static String kp(GainSchedule schedule, double entropyRatio, double phaseDiff) {
    if (!schedule.surface().exists()) {
      return KP_CURVE;
    }
    if (Double.isNaN(phaseDiff)) {
      return KP_CURVE + ": gain_surface.json says more with --phase";
    }
    double onSurface = schedule.surface().at(entropyRatio, phaseDiff);
    double least = schedule.kpCurve().least();
    double greatest = schedule.kpCurve().greatest();
    return onSurface >= least && onSurface <= greatest
        ? "gain_surface.json"
        : "gain_surface.json: %s, limited to the range of kp_curve"
            .formatted(Rounded.text(onSurface));
  }

  private static String limited(String from, double scheduled, double acting) {
    return scheduled == acting
        ? from
        : "%s: %s, limited so that the loop does not swing"
            .formatted(from, Rounded.text(scheduled));
  }
}
