package lumen.signal.fusion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/**
 * Makes the frame of a step from its channels and the reference engine: sensor level, failover,
 * mixture of both sides, sync quality.
 */
final class FrameComposer {
  private final FusionSettings settings;
  private final String tenant;
  private final Failover failover;
  private HeldFrame held = HeldFrame.NONE;
  private double ureWeight;
  private double sensorsWeight;

  FrameComposer(FusionSettings settings, String tenant) {
    this.settings = settings;
    this.tenant = tenant;
    this.failover = new Failover(settings.minStreams(), settings.fallback());
    weigh(settings.ureWeight(), settings.sensorsWeight());
  }

  String tenant() {
    return tenant;
  }

  /** Mixes the levels by these weights from now on. */
  void weigh(double ure, double sensors) {
    ureWeight = ure;
    sensorsWeight = sensors;
  }

  /** The frame of step g; an ordinary one is held for the time without. */
  FusedFrame compose(
      long g, FusedChannel[] channels, References ure, double order, PresenceCounts presence) {
    SensorLevel sensors = sensorLevel(channels);
    Mode mode = failover.decide(sensors.channels(), ure.hold(g), held.exists());
    HeldFrame levels = levels(g, mode, sensors, which -> ure.at(which, g), held);
    if (mode == Mode.FUSED || mode == Mode.SENSORS_ONLY || mode == Mode.URE_ONLY) {
      held = levels;
    }
    return frame(g, mode, levels, sensors, channels, order, presence.completeness());
  }

  /** The channel's part of the step. */
  ChannelFrame channelFrame(long g, FusedChannel c, ChannelFigures figures) {
    return new ChannelFrame(
        settings.grid().seconds(g),
        tenant,
        g,
        c.id,
        c.present,
        c.lag(),
        c.differs ? c.window.newest() : Double.NaN,
        c.kalman.x(),
        c.kalman.q(),
        c.kalman.r(),
        figures.consistency().nis(),
        figures.consistency().rho1(),
        figures.consistency().consistent(),
        c.described ? c.coherence : Double.NaN,
        figures.chance().level(),
        figures.chance().ppc(),
        c.described ? c.phaseDiff : Double.NaN,
        c.described ? c.entropyRatio : Double.NaN,
        c.described ? c.harmony : Double.NaN,
        c.envelope);
  }

  /**
   * The mode at a step whose values are provisional.
   *
   * @param exists whether any such step was held
   */
  Mode modeAhead(long g, SensorLevel sensors, References ure, boolean exists) {
    return failover.decide(sensors.channels(), ure.holdAhead(g), exists);
  }

  /**
   * The levels at such a step.
   *
   * @param last those that were held last
   */
  HeldFrame levelsAhead(long g, Mode mode, SensorLevel sensors, References ure, HeldFrame last) {
    return levels(g, mode, sensors, which -> ure.ahead(which, g), last);
  }

  private HeldFrame levels(
      long g, Mode mode, SensorLevel sensors, ToDoubleFunction<UreValue> ure, HeldFrame last) {
    return switch (mode) {
      case FUSED, SENSORS_ONLY, URE_ONLY -> {
        boolean withUre = mode != Mode.SENSORS_ONLY;
        SensorLevel side = mode == Mode.URE_ONLY ? SensorLevel.NONE : sensors;
        yield new HeldFrame(
            g,
            mixed(withUre ? ure.applyAsDouble(UreValue.PHASE_DIFF) : Double.NaN, side.phaseDiff()),
            mixed(withUre ? ure.applyAsDouble(UreValue.HARMONY) : Double.NaN, side.harmony()),
            mixed(withUre ? ure.applyAsDouble(UreValue.COHERENCE) : Double.NaN, side.coherence()),
            side.entropyRatio());
      }
      case DEGRADE ->
          new HeldFrame(
              g,
              last.phaseDiff(),
              last.harmony(),
              last.fadedCoherence(g, settings.windowSteps()),
              last.entropyRatio());
      case NONE -> HeldFrame.NONE;
    };
  }

  /** Both sides by their weights, made to sum to 1 over the sides that have the value. */
  private double mixed(double ure, double sensors) {
    if (Double.isNaN(ure)) {
      return sensorsWeight > 0 ? sensors : Double.NaN;
    }
    if (Double.isNaN(sensors)) {
      return ureWeight > 0 ? ure : Double.NaN;
    }
    double sum = ureWeight + sensorsWeight;
    return ureWeight / sum * ure + sensorsWeight / sum * sensors;
  }

  private FusedFrame frame(
      long g,
      Mode mode,
      HeldFrame levels,
      SensorLevel sensors,
      FusedChannel[] channels,
      double order,
      double completeness) {
    int fresh = 0;
    int total = 0;
    double weight = 0;
    double q = 0;
    double r = 0;
    for (FusedChannel c : channels) {
      fresh += c.present ? 1 : 0;
      if (c.isExpected()) {
        total++;
        weight += c.weight;
        q += c.weight * c.kalman.q();
        r += c.weight * c.kalman.r();
      }
    }
    // A mean of values at their bound may be beyond it by its rounding.
    return new FusedFrame(
        settings.grid().seconds(g),
        tenant,
        g,
        mode,
        levels.phaseDiff(),
        levels.harmony(),
        levels.coherence(),
        levels.entropyRatio(),
        completeness * levels.coherence(),
        order,
        weight > 0 ? settings.kalman().limitedQ(q / weight) : Double.NaN,
        weight > 0 ? settings.kalman().limitedR(r / weight) : Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        fresh,
        total,
        sensors);
  }

  private static SensorLevel sensorLevel(FusedChannel[] channels) {
    int described = 0;
    double weight = 0;
    double coherence = 0;
    double phaseDiff = 0;
    double entropyRatio = 0;
    double harmony = 0;
    for (FusedChannel c : channels) {
      if (c.described) {
        described++;
        weight += c.weight;
        coherence += c.weight * c.coherence;
        phaseDiff += c.weight * c.phaseDiff;
        entropyRatio += c.weight * c.entropyRatio;
        harmony += c.weight * c.harmony;
      }
    }
    return described == 0
        ? SensorLevel.NONE
        : new SensorLevel(
            coherence / weight,
            phaseDiff / weight,
            entropyRatio / weight,
            harmony / weight,
            described);
  }

  void writeTo(DataOutput out) throws IOException {
    held.writeTo(out);
  }

  void readFrom(DataInput in) throws IOException {
    held = HeldFrame.readFrom(in);
  }
}
