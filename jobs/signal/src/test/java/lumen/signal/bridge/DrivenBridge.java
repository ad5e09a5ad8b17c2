package lumen.signal.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopSettings;
import lumen.signal.protocol.BridgeState;
import lumen.signal.protocol.ProtocolSettings;
import lumen.signal.protocol.StopCondition;

/** A bridge driven in the order of time, and what it said. Times are in seconds from a begin. */
final class DrivenBridge {
  static final long BEGIN = 1_767_225_600_000_000L;
  static final Gains GAINS = new Gains(0.35, 0.08, 0.10);
  static final LoopSettings LOOP = new LoopSettings(5, 200, 120, 400, 5);
  static final ProtocolSettings PROTOCOL =
      new ProtocolSettings(0.02, 0.03, 0.05, List.of(StopCondition.parse("coherence_level<0.72")));

  /** The defaults of the configuration. */
  static final BridgeSettings DEFAULTS = with(LOOP, GAINS);

  /** Transitions and calibrations as they were told. */
  record Event(double atS, String what, Map<String, Double> values) {}

  final List<ControlFrame> frames = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  Bridge bridge;
  private Consumer<ControlFrame> sink = frames::add;

  DrivenBridge(BridgeSettings settings) {
    bridge = new Bridge(settings, "default");
    bridge.listen(new Listener());
  }

  private final class Listener implements BridgeListener {
    @Override
    public void transition(
        long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> values) {
      events.add(new Event(seconds(micros), from.wireName() + to.wireName() + " " + cause, values));
    }

    @Override
    public void calibrated(long micros, String what, Map<String, Double> values) {
      events.add(new Event(seconds(micros), "calibrated " + what, values));
    }
  }

  static GainCurve constant(double gain) {
    return new GainCurve(List.of(new GainCurve.Point(0, gain)));
  }

  static GainCurve curve(double... y) {
    List<GainCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      points.add(new GainCurve.Point(i / 10.0, y[i]));
    }
    return new GainCurve(points);
  }

  /** The defaults with another loop, and gains that do not depend on the risk. */
  static BridgeSettings with(LoopSettings loop, Gains gains) {
    GainSchedule schedule =
        gains.equals(GAINS)
            ? new GainSchedule(
                gains, curve(0.35, 0.33, 0.28, 0.22), curve(0.10, 0.12, 0.14, 0.18), 0.08)
            : new GainSchedule(gains, constant(gains.kp()), constant(gains.kd()), gains.ki());
    return new BridgeSettings(loop, 90, 20, 0.15, schedule, PROTOCOL);
  }

  static long micros(double seconds) {
    return BEGIN + Math.round(seconds * 1e6);
  }

  static double seconds(long micros) {
    return (micros - BEGIN) / 1e6;
  }

  /** Hands the control frames to another instead of keeping them. */
  DrivenBridge to(Consumer<ControlFrame> other) {
    sink = other;
    return this;
  }

  /** Performs the ticks before a time. */
  DrivenBridge until(double atS) {
    return untilMicros(micros(atS));
  }

  DrivenBridge untilMicros(long micros) {
    while (bridge.nextTickMicros() < micros) {
      sink.accept(bridge.tick());
    }
    return this;
  }

  /** A tick of the reference, known at once. */
  DrivenBridge reference(long micros) {
    untilMicros(micros);
    bridge.referenceTick(micros, micros);
    return this;
  }

  /** Ticks of the reference at whole periods in [from, to), then the ticks of the bridge to it. */
  DrivenBridge reference(double hz, double fromS, double toS) {
    long n = Math.round(Math.ceil((toS - fromS) * hz - 1e-9));
    for (long k = 0; k < n; k++) {
      reference(micros(fromS + k / hz));
    }
    return until(toS);
  }

  /** A frame without harmony. */
  DrivenBridge frame(double atS, double coherence, double phaseDiff, double entropy, double sync) {
    until(atS);
    bridge.frame(micros(atS), new BridgeFrame(coherence, Double.NaN, phaseDiff, entropy, sync));
    return this;
  }

  ControlFrame last() {
    return frames.get(frames.size() - 1);
  }

  double atS(int i) {
    return seconds(frames.get(i).micros());
  }

  /** The greatest of a figure over the control frames in [from, to). */
  double greatest(double fromS, double toS, ToDoubleFunction<ControlFrame> figure) {
    return frames.stream()
        .filter(f -> f.micros() >= micros(fromS) && f.micros() < micros(toS))
        .mapToDouble(figure)
        .max()
        .orElseThrow();
  }

  static void print(String format, Object... values) {
    System.out.println("bridge: " + String.format(java.util.Locale.ROOT, format, values));
  }
}
