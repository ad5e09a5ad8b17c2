package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lumen.fusion.settings.RiskAutotuneFile;
import lumen.signal.gain.GainControl;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.GainShift;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopFacts;

/**
 * What a gain schedule does to the loop, at each point of its curves.
 *
 * @param tickMs the tick
 * @param rows one for each entropy ratio at which a curve has a point
 */
record GainFacts(double tickMs, List<Row> rows) {

  /**
   * One entropy ratio.
   *
   * @param entropyRatio 0 to 1
   * @param gains gains there
   * @param facts what they do
   */
  record Row(double entropyRatio, Gains gains, LoopFacts facts) {}

  /** Of the curves of a schedule. */
  static GainFacts of(RiskAutotuneFile risk, double tickMs) {
    Gains start = new Gains(risk.kpCurve().at(0), risk.kiBase(), 0);
    GainControl control =
        new GainControl(new GainSchedule(start, risk.kpCurve(), risk.kdCurve(), risk.kiBase()));
    TreeSet<Double> ratios = new TreeSet<>();
    for (GainCurve curve : List.of(risk.kpCurve(), risk.kdCurve())) {
      curve.points().forEach(point -> ratios.add(point.x()));
    }
    List<Row> rows = new ArrayList<>();
    for (double ratio : ratios) {
      control.follow(ratio, Double.NaN);
      Gains gains = control.at(0, GainShift.NONE, false);
      rows.add(new Row(ratio, gains, LoopFacts.of(gains, tickMs)));
    }
    return new GainFacts(tickMs, List.copyOf(rows));
  }
}
