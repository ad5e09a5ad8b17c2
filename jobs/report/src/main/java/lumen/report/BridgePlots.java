package lumen.report;

import java.util.ArrayList;
import java.util.List;
import lumen.rig.Truth;

/** The plots of one bridge: phase error, tick, gains, and what its states are judged by. */
final class BridgePlots {
  private static final double LOCKED_QUALITY = 0.85;
  private static final double GUARDED_ENTROPY = 0.15;

  /** Limits of the tick in ms where none were set: the defaults of bridge.yaml. */
  private static final double MIN_TICK_MS = 120;

  private static final double MAX_TICK_MS = 400;

  /** Largest phase error in view, so that the budget is seen beside it. */
  private static final double MOST_CYCLES = 0.25;

  private static final int PULSE_POINTS = 1200;
  private static final double HZ = BridgeFigures.STEP_HZ;

  private final BridgeFigures bridge;
  private final List<Truth.Phase> story;
  private final TimeAxis axis;
  private final RunLevels judged;

  /**
   * Plots of a bridge.
   *
   * @param story true story of its tenant, empty where unknown
   * @param judged what it is judged by
   */
  BridgePlots(BridgeFigures bridge, List<Truth.Phase> story, TimeAxis axis, RunLevels judged) {
    this.judged = judged;
    this.bridge = bridge;
    this.story = story;
    this.axis = axis;
  }

  /** All of them; that of the phase error only where there is one. */
  List<Plot> all() {
    List<Plot> all = new ArrayList<>(List.of(tick(), gains(), judged()));
    if (!Double.isNaN(bridge.meanError())) {
      all.add(0, phaseError());
    }
    return List.copyOf(all);
  }

  private Plot plot(String title, String unit, Scale scale) {
    return new Plot(title, unit, scale, axis).story(story);
  }

  private MinMaxEnvelope curve(TickFigure figure) {
    return bridge.envelope(figure);
  }

  private Plot phaseError() {
    MinMaxEnvelope e = curve(TickFigure.E);
    double budget = judged.driftBudget();
    double largest = Math.max(e.largest(), -e.smallest());
    double limit =
        Math.max(Math.max(0.05, budget), Math.min(MOST_CYCLES, Math.ceil(largest * 20) / 20));
    Plot plot =
        plot("Phase error", "cycles, above 0: the tick is behind", new Scale(-limit, limit, false))
            .tall()
            .band("budget " + budget, "s-band", -budget, budget)
            .curve("e", "s1", e, HZ);
    return largest > limit ? plot.cut() : plot;
  }

  private Plot tick() {
    MinMaxEnvelope tick = curve(TickFigure.TICK_MS);
    double low = Double.isNaN(tick.smallest()) ? MIN_TICK_MS : tick.smallest();
    double high = Double.isNaN(tick.largest()) ? MAX_TICK_MS : tick.largest();
    double pad = Math.max(2, (high - low) / 10);
    Scale scale = new Scale(Math.floor(low - pad), Math.ceil(high + pad), false);
    return plot("Tick", "ms to the next one", scale)
        .spans("limits", "s-budget", limits(scale))
        .points("pulse of the reference", "s-true", pulse())
        .curve("tick", "s1", tick, HZ);
  }

  /** The limits that lie within the scale: from, to and value each. */
  private List<double[]> limits(Scale scale) {
    List<double[]> levels = new ArrayList<>();
    double fromS = axis.fromS();
    double min = MIN_TICK_MS;
    double max = MAX_TICK_MS;
    for (EvidenceLog.Limits set : bridge.evidence().limits()) {
      add(levels, fromS, set.fromS(), min, max, scale);
      fromS = set.fromS();
      min = set.minMs();
      max = set.maxMs();
    }
    add(levels, fromS, axis.toS(), min, max, scale);
    return levels;
  }

  private static void add(
      List<double[]> levels, double fromS, double toS, double min, double max, Scale scale) {
    for (double limit : new double[] {min, max}) {
      if (limit >= scale.low() && limit <= scale.high()) {
        levels.add(new double[] {fromS, toS, limit});
      }
    }
  }

  private List<double[]> pulse() {
    List<double[]> points = new ArrayList<>();
    if (bridge.pulse().isPresent()) {
      Truth.Pulse pulse = bridge.pulse().get();
      double fromS = Math.max(axis.fromS(), pulse.start());
      double lengthS = Math.min(axis.toS(), pulse.end()) - fromS;
      for (int i = 0; i <= PULSE_POINTS && lengthS > 0; i++) {
        double at = fromS + lengthS * i / PULSE_POINTS;
        points.add(new double[] {at, 1000 / pulse.hz(at)});
      }
    }
    return points;
  }

  private Plot gains() {
    double top = 0.1;
    for (TickFigure gain : List.of(TickFigure.KP, TickFigure.KI, TickFigure.KD)) {
      double largest = curve(gain).largest();
      top = Double.isNaN(largest) ? top : Math.max(top, largest);
    }
    return plot(
            "Gains", "kp Hz/cycle, ki Hz/(cycle s), kd Hz s/cycle", new Scale(0, top * 1.15, false))
        .curve("kp", "s1", curve(TickFigure.KP), HZ)
        .curve("ki", "s2", curve(TickFigure.KI), HZ)
        .curve("kd", "s3", curve(TickFigure.KD), HZ);
  }

  private Plot judged() {
    return plot("Sync quality and entropy ratio", "0 to 1", new Scale(0, 1, false))
        .marks("E2 from 0.85", "s-chance", List.of(LOCKED_QUALITY))
        .marks("E3 above 0.15", "s-budget", List.of(GUARDED_ENTROPY))
        .levels(judged.of("bridge_entropy_ratio"))
        .curve("sync quality", "s1", curve(TickFigure.SYNC_QUALITY), HZ)
        .curve("entropy ratio", "s2", curve(TickFigure.ENTROPY_RATIO), HZ);
  }
}
