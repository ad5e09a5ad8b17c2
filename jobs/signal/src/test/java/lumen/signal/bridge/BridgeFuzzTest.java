package lumen.signal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lumen.signal.gain.Gain;
import lumen.signal.gain.GainCurve;
import lumen.signal.gain.GainSchedule;
import lumen.signal.gain.GainSurface;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopSettings;
import lumen.signal.protocol.BridgeState;
import org.junit.jupiter.api.Test;

/** Whatever comes in, nothing leaves its range, and nothing is thrown. */
class BridgeFuzzTest {
  private static final List<Gain> GAINS = List.of(Gain.KP, Gain.KI, Gain.KD);
  private static final int STEPS = 200_000;

  private static final double[] ABSURD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    0,
    -0.0,
    -1,
    1e-300,
    0.15,
    0.72,
    0.85,
    5,
    1e9
  };

  private final Random random;
  private double minMs = 20;
  private double maxMs = 400;
  private long now = DrivenBridge.BEGIN;
  private long lastTick = Long.MIN_VALUE;
  private boolean wasHeard;

  BridgeFuzzTest() {
    random = new Random(77);
  }

  private double any() {
    return random.nextInt(3) == 0 ? ABSURD[random.nextInt(ABSURD.length)] : random.nextDouble();
  }

  private static BridgeSettings settings() {
    GainCurve steep =
        new GainCurve(
            List.of(
                new GainCurve.Point(-1e300, -1e300),
                new GainCurve.Point(0, 0.3),
                new GainCurve.Point(1e300, 1e300)));
    return new BridgeSettings(
        new LoopSettings(1e6, 200, 20, 400, 5),
        5,
        2,
        0.2,
        new GainSchedule(
            new Gains(1e9, 1e9, 1e9), steep, steep, 10, new GainSurface(1, 1e300, -1e300, 1e300)),
        DrivenBridge.PROTOCOL);
  }

  @Test
  void nothingLeavesItsRange() {
    Bridge bridge = new Bridge(settings(), "fuzz");
    Set<BridgeState> states = EnumSet.noneOf(BridgeState.class);
    int ticks = 0;
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(500) == 0 ? 200_000_000 : random.nextInt(400_000);
      while (bridge.nextTickMicros() < now) {
        check(bridge.tick(), bridge);
        states.add(bridge.state());
        ticks++;
      }
      input(bridge);
      states.add(bridge.state());
      if (random.nextInt(1000) == 0) {
        bridge.takeHistory();
        assertThat(bridge.snapshot()).hasSizeLessThan(2000);
      }
    }
    DrivenBridge.print("fuzz: %d steps, %d ticks, states %s", STEPS, ticks, states);
    assertThat(states).as("what comes at random is no lock").hasSizeGreaterThanOrEqualTo(4);
    assertThat(ticks).isGreaterThan(20_000);
  }

  private void input(Bridge bridge) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 ->
          bridge.referenceTick(now, now - random.nextInt(random.nextInt(2) == 0 ? 1 : 40_000_000));
      case 3 -> bridge.referenceTick(now, random.nextLong());
      case 4, 5 -> check(bridge.frame(now, frame()));
      case 6 -> bridge.referenceHz(now, random.nextInt(3) == 0 ? any() : 10 * random.nextDouble());
      case 7 -> bridge.residualEntropy(now, any());
      case 8 -> bridge.offset(now, GAINS.get(random.nextInt(3)), any());
      case 9 -> limits(bridge);
      case 10 -> bridge.release(now, random.nextBoolean());
      default -> curves(bridge);
    }
  }

  private BridgeFrame frame() {
    boolean good = random.nextInt(2) == 0;
    return good
        ? new BridgeFrame(0.9, 0.9, 0.01, 0.3 * random.nextDouble(), 0.9)
        : new BridgeFrame(
            random.nextInt(200) == 0 ? any() : 0.9, any(), 0.01, any(), Math.max(0.9, any()));
  }

  private void limits(Bridge bridge) {
    double min = random.nextInt(2) == 0 ? 1e4 * any() : 20 + 300 * random.nextDouble();
    double max = random.nextInt(2) == 0 ? any() : min + 300 * random.nextDouble();
    bridge.tickLimits(now, min, max);
    if (min >= 20 && max <= 10_000 && min < max) {
      minMs = min;
      maxMs = max;
    }
  }

  private void curves(Bridge bridge) {
    double y = any();
    if (Double.isFinite(y)) {
      bridge.curves(now, DrivenBridge.constant(y), DrivenBridge.constant(-y), any());
    }
  }

  private void check(ControlFrame f, Bridge bridge) {
    assertThat(f.micros()).isGreaterThan(lastTick);
    lastTick = f.micros();
    if (!(f.tickMs() >= minMs && f.tickMs() <= maxMs && f.hz() == 1000 / f.tickMs())) {
      throw new AssertionError("tick: " + f + " min=" + minMs + " max=" + maxMs);
    }
    if (!(Double.isNaN(f.e()) || (f.e() > -0.5 && f.e() <= 0.5))) {
      throw new AssertionError("e: " + f);
    }
    check(f.gains());
    check(f.rollbackRatio5m(), 1, f);
    check(f.syncQuality(), 1, f);
    check(f.entropyRatio(), 1, f);
    check(f.phaseDiffMean(), 0.5, f);
    check(f.multiple(), 8, f);
    assertThat(f.played() && !f.state().outputsOn()).isFalse();
    long next = bridge.nextTickMicros();
    if (bridge.state() == BridgeState.E0_IDLE) {
      assertThat(next).isEqualTo(Long.MAX_VALUE);
    } else if (bridge.state() != BridgeState.E4_ROLLBACK || next != Long.MAX_VALUE) {
      double cycles = (next - f.micros()) / (1000 * f.tickMs());
      boolean heard = wasHeard && f.state().outputsOn();
      assertThat(cycles).isBetween(heard ? 0.9999 : 0.4999, heard ? 1.0001 : 1.5001);
    }
    wasHeard = f.state().outputsOn();
  }

  private static void check(double value, double most, ControlFrame f) {
    if (value < 0 || value > most) {
      throw new AssertionError("figure out of range: " + value + " of " + f);
    }
  }

  private static void check(Gains g) {
    if (!(g.kp() >= 0 && g.kp() <= 10 && g.ki() >= 0 && g.ki() <= 10)) {
      throw new AssertionError("gains: " + g);
    }
    if (!(g.kd() >= 0 && g.kd() <= 0.9)) {
      throw new AssertionError("gains: " + g);
    }
  }
}
