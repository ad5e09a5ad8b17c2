package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import lumen.signal.cycle.Cycles;
import lumen.signal.gain.Gains;
import lumen.signal.loop.PhaseLoop.Step;
import org.junit.jupiter.api.Test;

class PhaseLoopTest {
  private static final Gains GAINS = new Gains(0.35, 0.08, 0.10);
  private static final Gains NO_GAINS = new Gains(0, 0, 0);
  private static final TickLimits LIMITS = new TickLimits(120, 400);
  private static final double BASE = 5;

  private long now;
  private double rate = Double.NaN;

  /** The rate that a measurement asks for, 200 ms after the one before, while ticks are played. */
  private double hz(PhaseLoop loop, double e, Gains gains, TickLimits limits, int own) {
    now += 200_000;
    Measurement m = new Measurement(now, e, now, rate);
    if (loop.step(true) == Step.BEGIN) {
      loop.begin(m);
      return loop.integralHz();
    }
    return 1000 / loop.tickMs(m, gains, 200, limits, own);
  }

  private double hz(PhaseLoop loop, double e, Gains gains) {
    return hz(loop, e, gains, LIMITS, 1);
  }

  @Test
  void isThePidOfItsFormula() {
    PhaseLoop loop = new PhaseLoop(BASE);
    Random random = new Random(1);
    double integral = 0;
    double before = 0.05;
    assertThat(hz(loop, before, GAINS)).as("the first only begins").isEqualTo(BASE);
    for (int k = 0; k < 1000; k++) {
      double e = 0.2 * random.nextDouble() - 0.1;
      double slope = Cycles.wrap(e - before) / 0.2;
      double expected = BASE + 0.35 * e + 0.08 * integral + 0.10 * slope;
      assertThat(hz(loop, e, GAINS)).isCloseTo(expected, offset(1e-12));
      integral += e * 0.2;
      before = e;
    }
  }

  @Test
  void limitReachedStopsTheIntegralOnlyInItsOwnDirection() {
    for (double sign : new double[] {1, -1}) {
      PhaseLoop loop = new PhaseLoop(BASE);
      Gains strong = new Gains(1, 0.5, 0);
      hz(loop, 0, strong);
      for (int k = 0; k < 200; k++) {
        hz(loop, sign * 0.4, strong);
      }
      double held = loop.integralHz();
      double atLimit = hz(loop, sign * 0.4, strong);
      assertThat(LIMITS.hold(1000 / atLimit)).isFalse();
      assertThat(loop.integralHz()).isEqualTo(held);
      hz(loop, -sign * 0.01, strong);
      assertThat(sign * (held - loop.integralHz())).isCloseTo(0.5 * 0.01 * 0.2, offset(1e-12));
    }
  }

  @Test
  void rateThatIsNotPositiveIsTheLowerLimit() {
    PhaseLoop loop = new PhaseLoop(1);
    hz(loop, -0.5, NO_GAINS);
    double asked = 1000 / hz(loop, -0.5, new Gains(10, 0, 0));
    assertThat(asked).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(LIMITS.clamp(asked)).isEqualTo(400);
  }

  @Test
  void unheardLoopTakesTheRateThenThePhaseAndThenBegins() {
    PhaseLoop loop = new PhaseLoop(BASE);
    assertThat(loop.step(false)).isEqualTo(Step.RATE);
    assertThat(loop.step(false)).isEqualTo(Step.PHASE);
    assertThat(loop.step(false)).isEqualTo(Step.BEGIN);
    assertThat(loop.step(false)).isEqualTo(Step.FOLLOW);
    assertThat(loop.step(true)).isEqualTo(Step.FOLLOW);
    loop.interrupt();
    assertThat(loop.step(true)).as("heard").isEqualTo(Step.BEGIN);
    assertThat(loop.step(false)).isEqualTo(Step.FOLLOW);
    loop.interrupt();
    assertThat(loop.step(false)).isEqualTo(Step.RATE);
    assertThat(loop.step(true)).as("heard from the next on").isEqualTo(Step.BEGIN);
  }

  @Test
  void takenRateStaysWithinTheLimits() {
    PhaseLoop loop = new PhaseLoop(BASE);
    loop.takeRate(9, LIMITS);
    assertThat(loop.integralHz()).isEqualTo(1000 / 120.0);
    loop.takeRate(1, LIMITS);
    assertThat(loop.integralHz()).isEqualTo(2.5);
    loop.takeRate(Double.NaN, LIMITS);
    assertThat(loop.integralHz()).isEqualTo(2.5);
  }

  @Test
  void changeOfTheIntegralGainDoesNotMoveTheRate() {
    PhaseLoop loop = new PhaseLoop(BASE);
    for (int k = 0; k < 500; k++) {
      hz(loop, 0.05, GAINS);
    }
    double before = hz(loop, 0, GAINS);
    hz(loop, 0, GAINS);
    double after = hz(loop, 0, new Gains(0.35 * 0.9, 0.08 * 0.81, 0.09));
    assertThat(before - BASE).isGreaterThan(0.3);
    assertThat(after).isCloseTo(before + 0.1 * 0.05 / 0.2, offset(1e-9));
  }

  @Test
  void slipMakesTheIntegralTheRateToHave() {
    PhaseLoop loop = new PhaseLoop(BASE);
    rate = 5.7;
    hz(loop, 0, NO_GAINS);
    for (double e : new double[] {0.2, 0.4}) {
      assertThat(hz(loop, e, NO_GAINS)).isEqualTo(BASE);
    }
    assertThat(hz(loop, -0.4, NO_GAINS)).isEqualTo(5.7);
    rate = 5.1;
    for (double e : new double[] {-0.2, 0, 0.2, 0.4}) {
      assertThat(hz(loop, e, NO_GAINS)).as("no slip").isEqualTo(5.7);
    }
    assertThat(hz(loop, -0.4, NO_GAINS)).isEqualTo(5.1);
    rate = Double.NaN;
    for (double e : new double[] {-0.2, 0, 0.2, 0.4, -0.4}) {
      assertThat(hz(loop, e, NO_GAINS)).as("not known").isEqualTo(5.1);
    }
  }

  @Test
  void wobbleAtHalfACycleIsNoSlip() {
    PhaseLoop loop = new PhaseLoop(BASE);
    rate = 5.5;
    for (int k = 0; k < 100; k++) {
      assertThat(hz(loop, k % 2 == 0 ? 0.49 : -0.49, NO_GAINS)).isEqualTo(BASE);
    }
  }

  @Test
  void integralHalfACycleOffBetweenTwoTicksIsTheRateToHaveAtOnce() {
    for (int own : new int[] {1, 4}) {
      for (double sign : new double[] {1, -1}) {
        double off = 0.5 * BASE / own;
        rate = BASE;
        PhaseLoop near = new PhaseLoop(BASE + sign * (off - 1e-9));
        hz(near, 0, NO_GAINS, LIMITS, own);
        assertThat(hz(near, 0, NO_GAINS, LIMITS, own)).isNotEqualTo(BASE);
        PhaseLoop far = new PhaseLoop(BASE + sign * (off + 1e-9));
        hz(far, 0, NO_GAINS, LIMITS, own);
        assertThat(hz(far, 0, NO_GAINS, LIMITS, own)).isCloseTo(BASE, offset(1e-12));
      }
    }
  }

  @Test
  void gainsCountForLessWhereMeasurementsAreFarApart() {
    PhaseLoop loop = new PhaseLoop(BASE);
    hz(loop, 0, GAINS);
    now += 9_800_000;
    double held = loop.integralHz();
    double asked = hz(loop, 0.1, new Gains(5, 5, 0.5));
    double kp = (1 - 0.5) / (10 + 0.2);
    assertThat(asked).isCloseTo(held + kp * 0.1 + 0.5 * 0.1 / 10, offset(1e-12));
    assertThat(loop.integralHz()).isCloseTo(held + kp / (2 * 10.2) * 0.1 * 10, offset(1e-12));
  }
}
