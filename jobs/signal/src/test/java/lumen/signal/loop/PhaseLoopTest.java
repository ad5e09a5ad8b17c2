package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import lumen.signal.cycle.Cycles;
import lumen.signal.gain.Gains;
import org.junit.jupiter.api.Test;

class PhaseLoopTest {
  private static final Gains GAINS = new Gains(0.35, 0.08, 0.10);
  private static final TickLimits LIMITS = new TickLimits(120, 400);
  private static final double BASE = 5;

  private long now;

  private double hz(PhaseLoop loop, double e, Gains gains) {
    now += 200_000;
    return 1000 / loop.tickMs(new Measurement(now, e, now, true), gains, BASE, 200, LIMITS);
  }

  private double hz(PhaseLoop loop, double e) {
    return hz(loop, e, GAINS);
  }

  @Test
  void isThePidOfItsFormula() {
    PhaseLoop loop = new PhaseLoop();
    Random random = new Random(1);
    double integral = 0;
    double before = Double.NaN;
    for (int k = 0; k < 1000; k++) {
      double e = 0.2 * random.nextDouble() - 0.1;
      double slope = k == 0 ? 0 : Cycles.wrap(e - before) / 0.2;
      double expected = BASE + 0.35 * e + 0.08 * integral + 0.10 * slope;
      assertThat(hz(loop, e)).isCloseTo(expected, offset(1e-12));
      integral += k == 0 ? 0 : e * 0.2;
      before = e;
    }
  }

  @Test
  void limitReachedStopsTheIntegralOnlyInItsOwnDirection() {
    for (double sign : new double[] {1, -1}) {
      PhaseLoop loop = new PhaseLoop();
      Gains strong = new Gains(1, 0.5, 0);
      hz(loop, 0, strong);
      double e = sign * 0.4;
      for (int k = 0; k < 200; k++) {
        hz(loop, e, strong);
      }
      double atLimit = hz(loop, e, strong);
      assertThat(LIMITS.hold(1000 / atLimit)).isFalse();
      assertThat(hz(loop, e, strong)).isEqualTo(atLimit);
      double before = hz(loop, -sign * 0.01, strong);
      assertThat(sign * (before - hz(loop, -sign * 0.01, strong)))
          .isCloseTo(0.5 * 0.01 * 0.2, offset(1e-9));
    }
  }

  @Test
  void integralGoesOnAtALimitIfTheErrorLeadsBack() {
    for (double sign : new double[] {1, -1}) {
      PhaseLoop loop = new PhaseLoop();
      Gains gains = new Gains(0.35, 0.5, 0);
      hz(loop, 0, gains);
      for (int k = 0; k < 400; k++) {
        hz(loop, sign * 0.4, gains);
      }
      TickLimits narrow = sign > 0 ? new TickLimits(200, 400) : new TickLimits(120, 200);
      double before = sign > 0 ? 0 : 1e9;
      for (int k = 0; k < 3; k++) {
        now += 200_000;
        Measurement m = new Measurement(now, -sign * 0.05, now, true);
        double asked = loop.tickMs(m, gains, BASE, 200, narrow);
        assertThat(narrow.hold(asked)).isFalse();
        assertThat(sign * (asked - before)).isPositive();
        before = asked;
      }
    }
  }

  @Test
  void rateThatIsNotPositiveIsTheLowerLimit() {
    PhaseLoop loop = new PhaseLoop();
    now += 200_000;
    double asked =
        loop.tickMs(new Measurement(now, -0.5, now, true), new Gains(10, 0, 0), 1, 200, LIMITS);
    assertThat(asked).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(LIMITS.clamp(asked)).isEqualTo(400);
  }

  @Test
  void entryFromAnotherModeDoesNotMoveTheRate() {
    PhaseLoop loop = new PhaseLoop();
    loop.takeOverRate();
    Measurement first = new Measurement(1_000_000, 0.3, 0, true);
    assertThat(loop.tickMs(first, GAINS, BASE, 163, LIMITS)).isCloseTo(163, offset(1e-10));
  }

  @Test
  void gapIsNeitherDifferentiatedNorIntegrated() {
    PhaseLoop loop = new PhaseLoop();
    hz(loop, 0);
    hz(loop, 0.01);
    double held = hz(loop, 0.01);
    now += 60_000_000;
    Measurement behind = new Measurement(now, -0.2, now, false);
    assertThat(1000 / loop.tickMs(behind, GAINS, BASE, 1000 / held, LIMITS))
        .isCloseTo(held, offset(1e-12));
    loop.interrupt();
    assertThat(1000 / loop.tickMs(new Measurement(now + 1, 0.4, 0, true), GAINS, BASE, 180, LIMITS))
        .isCloseTo(1000 / 180.0, offset(1e-12));
  }

  @Test
  void changeOfTheIntegralGainDoesNotMoveTheRate() {
    PhaseLoop loop = new PhaseLoop();
    for (int k = 0; k < 500; k++) {
      hz(loop, 0.05);
    }
    double before = hz(loop, 0);
    hz(loop, 0);
    double after = hz(loop, 0, new Gains(0.35 * 0.9, 0.08 * 0.9, 0.09));
    assertThat(before - BASE).isGreaterThan(0.3);
    assertThat(after).isCloseTo(before + 0.1 * 0.05 / 0.2, offset(1e-9));
  }

  @Test
  void slipTakesTheLostPhaseOver() {
    PhaseLoop loop = new PhaseLoop();
    Gains none = new Gains(0, 0, 0);
    hz(loop, 0, none);
    for (double e : new double[] {0.2, 0.4}) {
      assertThat(hz(loop, e, none)).isEqualTo(BASE);
    }
    assertThat(hz(loop, -0.4, none)).isCloseTo(BASE + 0.6 / 0.6, offset(1e-12));
    for (double e : new double[] {0.4, 0.2, 0, -0.2, -0.4}) {
      assertThat(hz(loop, e, none)).isCloseTo(BASE + 1, offset(1e-12));
    }
    assertThat(hz(loop, 0.4, none)).isCloseTo(BASE + 1 - 1.2 / 1.2, offset(1e-12));
  }

  @Test
  void wobbleAtHalfACycleIsNoSlip() {
    PhaseLoop loop = new PhaseLoop();
    Gains none = new Gains(0, 0, 0);
    for (int k = 0; k < 100; k++) {
      assertThat(hz(loop, k % 2 == 0 ? 0.49 : -0.49, none)).isEqualTo(BASE);
    }
  }

  @Test
  void slipsLeaveTheCentreWithinTheLimits() {
    PhaseLoop loop = new PhaseLoop();
    Gains none = new Gains(0, 0, 0);
    for (int k = 0; k < 100; k++) {
      double asked = hz(loop, Cycles.wrap(0.4 * k), none);
      assertThat(asked).isLessThanOrEqualTo(1000 / LIMITS.minMs());
    }
  }
}
