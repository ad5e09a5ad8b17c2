package lumen.signal.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import lumen.signal.gain.Gain;
import lumen.signal.gain.GainCurve;

/** Inputs of a bridge over an hour or so, from a seed: references that come, drift and go. */
final class BridgeScript {

  /** One input, at a time in microseconds. */
  record Input(long micros, int order, Act act) {}

  interface Act {
    void on(Bridge bridge);
  }

  private static final List<Gain> GAINS = List.of(Gain.KP, Gain.KI, Gain.KD);

  private final Random random;
  private final boolean commands;
  private final List<Input> inputs = new ArrayList<>();

  private BridgeScript(long seed, boolean commands) {
    this.random = new Random(seed);
    this.commands = commands;
  }

  /**
   * Inputs in the order in which they are made.
   *
   * @param commands whether limits and curves are set
   * @param sceneS how long a scene lasts at most
   */
  static List<Input> of(long seed, double seconds, boolean commands, double sceneS) {
    BridgeScript script = new BridgeScript(seed, commands);
    double t = 0;
    while (t < seconds) {
      double length = 20 + sceneS * script.random.nextDouble();
      script.scene(t, t + length);
      boolean pause = !commands || script.random.nextInt(4) == 0;
      t += length + (pause ? 2000 * script.random.nextDouble() : 0);
    }
    script.inputs.sort(Comparator.comparingLong(Input::micros).thenComparingInt(Input::order));
    return script.inputs;
  }

  private void scene(double from, double to) {
    if (random.nextInt(4) > 0) {
      ticks(from, to);
    }
    if (random.nextInt(3) > 0) {
      frames(from, to);
    }
    if (random.nextInt(2) == 0) {
      double hz = 3 + 5 * random.nextDouble();
      for (double t = from; t < to; t += 2) {
        long at = DrivenBridge.micros(t);
        double value = hz + 0.05 * random.nextGaussian();
        inputs.add(new Input(at, 1, b -> b.referenceHz(at, value)));
      }
    }
    double spread = random.nextInt(2) == 0 ? 0.01 : 0.08;
    for (double t = from; t < to; t += 2 + random.nextDouble()) {
      long at = DrivenBridge.micros(t);
      double value = 0.1 + spread * random.nextGaussian();
      inputs.add(new Input(at, 1, b -> b.residualEntropy(at, value)));
    }
    others(from, to);
  }

  private void ticks(double from, double to) {
    double hz = random.nextInt(4) == 0 ? 0.5 + random.nextDouble() : 3 + 5.5 * random.nextDouble();
    double jitter = random.nextInt(2) == 0 ? 0 : 0.05 * random.nextDouble();
    double age = random.nextInt(3) == 0 ? 5 * random.nextDouble() : 0;
    for (double k = 0; k < (to - from) * hz; k++) {
      double t = Math.max(from, from + (k + jitter * random.nextGaussian()) / hz);
      long tick = DrivenBridge.micros(t);
      long known = DrivenBridge.micros(t + age);
      if (random.nextInt(20) > 0) {
        inputs.add(new Input(known, 1, b -> b.referenceTick(known, tick)));
      }
    }
  }

  private void frames(double from, double to) {
    double coherence = random.nextInt(8) == 0 ? 0.7 : 0.9;
    double entropy = 0.3 * random.nextDouble();
    double sync = 0.7 + 0.3 * random.nextDouble();
    for (double t = from; t < to; t += 0.5) {
      long at = DrivenBridge.micros(t);
      BridgeFrame frame =
          new BridgeFrame(
              coherence + 0.02 * random.nextGaussian(),
              0.9,
              0.02 * random.nextDouble(),
              random.nextInt(9) == 0 ? Double.NaN : entropy,
              sync);
      inputs.add(new Input(at, 2, b -> b.frame(at, frame)));
      if (random.nextInt(50) == 0) {
        Gain gain = GAINS.get(random.nextInt(3));
        double by = 0.05 * random.nextGaussian();
        inputs.add(new Input(at, 2, b -> b.offset(at, gain, by)));
      }
    }
  }

  private void others(double from, double to) {
    long at = DrivenBridge.micros(from + (to - from) * random.nextDouble());
    boolean force = random.nextInt(4) == 0;
    inputs.add(new Input(at, 0, b -> b.release(at, force)));
    if (commands && random.nextInt(3) == 0) {
      double min = 100 + 50 * random.nextDouble();
      inputs.add(new Input(at, 0, b -> b.tickLimits(at, min, min + 200)));
    }
    if (commands && random.nextInt(3) == 0) {
      GainCurve kp = DrivenBridge.curve(0.4, 0.2 + 0.1 * random.nextDouble());
      inputs.add(new Input(at, 0, b -> b.curves(at, kp, DrivenBridge.constant(0.1), 0.1)));
    }
  }
}
