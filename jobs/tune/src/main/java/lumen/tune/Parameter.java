package lumen.tune;

import java.math.BigDecimal;
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
  TICK("tick", 10_000),
  /** Share of URE in a fused level; the sensors have the rest. */
  WEIGHTS("weights", 0.9);

  private static final String GAIN = "phase.gain.";
  private static final String URE = "weights.ure";
  private static final BigDecimal LEAST_SENSORS = new BigDecimal("0.1");

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

  /** Whether it is about the phase filters. */
  boolean ofTheFilters() {
    return this == Q || this == R;
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
      case WEIGHTS -> changes.addAll(weights(by, why, inForce));
      case TICK -> changes.add(inForce.change(ConfigFile.BRIDGE, "loop.tick_ms", by, why));
    }
    return changes;
  }

  /** What URE gains the sensors lose, so that the sum stays; both within their bounds. */
  private static List<Change> weights(Difference by, String why, ConfigInForce inForce) {
    String sensors = "weights.sensors";
    Decimal ure = (Decimal) inForce.at(ConfigFile.FUSION, URE);
    Decimal raised = new Decimal(by.from(ure).value().min(WeightAdvice.MOST));
    BigDecimal rest =
        ((Decimal) inForce.at(ConfigFile.FUSION, sensors))
            .value()
            .subtract(raised.value().subtract(ure.value()));
    return List.of(
        inForce.change(ConfigFile.FUSION, URE, raised, why),
        inForce.change(ConfigFile.FUSION, sensors, new Decimal(rest.max(LEAST_SENSORS)), why));
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
