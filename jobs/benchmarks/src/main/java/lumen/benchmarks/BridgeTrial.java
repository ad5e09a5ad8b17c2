package lumen.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lumen.signal.bridge.Bridge;
import lumen.signal.bridge.BridgeFrame;
import lumen.signal.bridge.BridgeListener;
import lumen.signal.bridge.BridgeSettings;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.protocol.BridgeState;

/** One bridge with a reference of our own, in event time from 0. Times are in seconds. */
final class BridgeTrial implements BridgeListener {
  private static final double MICROS = 1e6;
  private static final long BEGIN = 1_767_225_600_000_000L;
  private static final long HEARD_OVER_MICROS = 5_000_000;

  /** A passage from one state to another. */
  record Passage(double atS, BridgeState from, BridgeState to) {}

  private final Bridge bridge;
  private final Random random;
  private final ArrayDeque<ControlFrame> newest = new ArrayDeque<>();
  private final List<Passage> passages = new ArrayList<>();
  private int calibrations;
  private double loudest;
  private int stood;
  private int muted;

  /** When the reference ticks next. */
  private double nextS;

  /** The last tick, and its time. */
  private ControlFrame last;

  /** When an error was beyond what is asked of it last. */
  private double lastBeyondS = Double.NaN;

  /** When the mean error of 5 s was beyond it last. */
  private double lastMeanBeyondS = Double.NaN;

  private double boundCycles = Double.POSITIVE_INFINITY;

  BridgeTrial(BridgeSettings settings, long seed) {
    bridge = new Bridge(settings, "trial");
    bridge.listen(this);
    random = new Random(seed);
    nextS = 0.013 + 0.2 * random.nextDouble();
  }

  @Override
  public void transition(
      long micros, BridgeState from, BridgeState to, String cause, Map<String, Double> values) {
    passages.add(new Passage((micros - BEGIN) / MICROS, from, to));
  }

  @Override
  public void calibrated(long micros, String what, Map<String, Double> values) {
    calibrations++;
  }

  private static long micros(double seconds) {
    return BEGIN + Math.round(seconds * MICROS);
  }

  /** Performs the ticks before a time. */
  BridgeTrial until(double atS) {
    while (bridge.nextTickMicros() < micros(atS)) {
      tick(bridge.tick());
    }
    return this;
  }

  private void tick(ControlFrame frame) {
    last = frame;
    if (!Double.isNaN(frame.e())) {
      newest.add(frame);
    }
    while (!newest.isEmpty() && newest.element().micros() <= frame.micros() - HEARD_OVER_MICROS) {
      newest.remove();
    }
    double mean = newest.stream().mapToDouble(f -> Math.abs(f.e())).average().orElse(0);
    double atS = (frame.micros() - BEGIN) / MICROS;
    lastBeyondS = Math.abs(frame.e()) > boundCycles ? atS : lastBeyondS;
    lastMeanBeyondS = mean > boundCycles ? atS : lastMeanBeyondS;
    if (frame.state().outputsOn()) {
      stood++;
      muted += frame.played() ? 0 : 1;
    }
    if (frame.played()) {
      loudest = Math.max(loudest, mean);
    }
  }

  /** The reference ticks at a rate until a time, each tick off by so much of an interval. */
  BridgeTrial reference(double hz, double jitter, double untilS) {
    for (; nextS < untilS; nextS += 1 / hz) {
      double atS = nextS + jitter * random.nextGaussian() / hz;
      until(atS);
      bridge.referenceTick(micros(atS), micros(atS));
    }
    return until(untilS);
  }

  /** The reference is silent until a time, and goes on in its rhythm then. */
  BridgeTrial silent(double hz, double untilS) {
    while (nextS < untilS) {
      nextS += 1 / hz;
    }
    return until(untilS);
  }

  /** A published rate, and a frame that says that a reference is there. */
  BridgeTrial published(double hz, double everyS, double fromS, double untilS) {
    for (double at = fromS; at < untilS; at += everyS) {
      until(at);
      bridge.referenceHz(micros(at), hz);
      bridge.frame(
          micros(at), new BridgeFrame(0.9, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
    return until(untilS);
  }

  /** A frame of a group that is apart, or together again. */
  BridgeTrial frame(double atS, double coherence) {
    until(atS);
    bridge.frame(
        micros(atS), new BridgeFrame(coherence, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    return this;
  }

  BridgeTrial release(double atS) {
    until(atS);
    bridge.release(micros(atS), false);
    return this;
  }

  /** From now on it is noted when an error is beyond a bound. */
  BridgeTrial watch(double bound) {
    boundCycles = bound;
    lastBeyondS = Double.NaN;
    lastMeanBeyondS = Double.NaN;
    return this;
  }

  /** When an error was beyond the bound last; NaN where none was. */
  double lastBeyondS() {
    return lastBeyondS;
  }

  /** When the mean error of 5 s was beyond the bound last; NaN where it never was. */
  double lastMeanBeyondS() {
    return lastMeanBeyondS;
  }

  /** When it passed to a state first, from a time on; infinite if it did not. */
  double reachedS(BridgeState state, double fromS) {
    return passages.stream()
        .filter(p -> p.to() == state && p.atS() >= fromS)
        .mapToDouble(Passage::atS)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  List<Passage> passages() {
    return passages;
  }

  ControlFrame last() {
    return last;
  }

  /** How far the next tick is from the reference's rhythm, in cycles of it. */
  double offCycles(double hz) {
    double cycles = ((bridge.nextTickMicros() - BEGIN) / MICROS - nextS) * hz;
    return cycles - Math.rint(cycles);
  }

  int calibrations() {
    return calibrations;
  }

  /** Share of the ticks in E2 and E3 that were not played. */
  double mutedShare() {
    return (double) muted / Math.max(1, stood);
  }

  /** The greatest mean error of 5 s with which a tick was played. */
  double loudest() {
    return loudest;
  }
}
