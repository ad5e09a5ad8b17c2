package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import lumen.fusion.settings.ConfigFile;
import lumen.signal.gain.GainCurve;
import lumen.tune.NewValue.Decimal;
import lumen.tune.NewValue.Difference;

/**
 * What a recommendation is about, and the keys that hold it. A gain stands at two places: in {@code
 * phase.gain}, which holds until an entropy ratio is known, and in the schedule. A curve is changed
 * as a whole table, its gains by the same share.
 */
enum Parameter {
  /** Proportional gain. */
  KP("kp", 10),
  /** Integral gain. */
  KI("ki", 10),
  /** Derivative gain; the loop is stable below 1 cycle per cycle. */
  KD("kd", 0.9),
  /** Process noise of the filters at their start. */
  Q("q", 1),
  /** Measurement noise of the filters at their start. */
  R("r", 1),
  /** The tick. */
  TICK("tick", 10_000);

  private static final String GAIN = "phase.gain.";

  private final String word;
  private final double most;

  Parameter(String word, double most) {
    this.word = word;
    this.most = most;
  }

  /** The word for it. */
  String word() {
    return word;
  }

  /** Whether it is about the loop of the bridge. */
  boolean ofTheLoop() {
    return this != Q && this != R;
  }

  /** The changes of a config folder that a recommendation means. */
  List<Change> changes(Difference by, String why, ConfigInForce inForce) {
    List<Change> changes = new ArrayList<>();
    switch (this) {
      case KP, KD -> {
        changes.add(inForce.change(ConfigFile.BRIDGE, GAIN + word, by, why));
        String curve = word + "_curve";
        NewValue.Table table = (NewValue.Table) inForce.at(ConfigFile.RISK_AUTOTUNE, curve);
        changes.add(inForce.change(ConfigFile.RISK_AUTOTUNE, curve, scaled(table, by), why));
      }
      case KI -> {
        changes.add(inForce.change(ConfigFile.BRIDGE, GAIN + word, by, why));
        changes.add(inForce.change(ConfigFile.RISK_AUTOTUNE, "ki_base", by, why));
      }
      case Q, R -> changes.add(inForce.change(ConfigFile.FUSION, "align.kalman." + word, by, why));
      case TICK -> changes.add(inForce.change(ConfigFile.BRIDGE, "loop.tick_ms", by, why));
    }
    return changes;
  }

  private NewValue.Table scaled(NewValue.Table table, Difference by) {
    List<GainCurve.Point> points = new ArrayList<>();
    for (GainCurve.Point point : table.curve().points()) {
      double gain = by.from(Decimal.of(point.y())).value().doubleValue();
      points.add(new GainCurve.Point(point.x(), Math.min(most, gain)));
    }
    return NewValue.table(points);
  }
}
