package lumen.signal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import lumen.signal.gain.Gains;
import org.junit.jupiter.api.Test;

class LoopFactsTest {
  private static final double TICK_MS = 200;

  private static Gains scheduled(double kp, double kd) {
    return new Gains(kp, 0.08 * (kp / 0.35) * (kp / 0.35), kd);
  }

  @Test
  void shippedGains() {
    LoopFacts facts = LoopFacts.of(new Gains(0.35, 0.08, 0.10), TICK_MS);
    assertThat(facts.damping()).isCloseTo(0.563, offset(0.001));
    assertThat(facts.phaseMargin()).isCloseTo(57.0, offset(0.1));
    assertThat(facts.gainMargin()).isCloseTo(7.19, offset(0.01));
    assertThat(facts.overshoot()).isCloseTo(0.263, offset(0.001));
    assertThat(facts.settlingS()).isCloseTo(25.6, offset(0.3));
    assertThat(facts.stepCycles()).isCloseTo(1.815, offset(0.001));
    assertThat(facts.rampCycles()).isEqualTo(12.5);
    assertThat(facts.jitter()).isCloseTo(0.1977, offset(0.0001));
  }

  @Test
  void fastGainsHaveNoDifferentialPart() {
    LoopFacts facts = LoopFacts.of(new Gains(1, 0.25, 0), TICK_MS);
    assertThat(facts.stepCycles()).isCloseTo(0.854, offset(0.001));
    assertThat(facts.settlingS()).isCloseTo(10, offset(0.3));
    assertThat(facts.jitter()).isCloseTo(0.212, offset(0.001));
  }

  @Test
  void integralGainWithTheSquareOfKpKeepsTheDamping() {
    double[][] points = {{0.35, 0.10}, {0.33, 0.12}, {0.28, 0.14}, {0.22, 0.18}};
    for (double[] point : points) {
      LoopFacts facts = LoopFacts.of(scheduled(point[0], point[1]), TICK_MS);
      assertThat(facts.damping()).isBetween(0.55, 0.57);
      assertThat(facts.phaseMargin()).isBetween(57.0, 63.3);
      assertThat(facts.overshoot()).isBetween(0.235, 0.265);
    }
    assertThat(LoopFacts.of(new Gains(0.22, 0.08, 0.18), TICK_MS).damping()).isLessThan(0.33);
  }

  /** The loop of the job, locked, answers a small step of the phase as told. */
  @Test
  void stepIsThatOfTheLoopItself() {
    Random random = new Random(4);
    for (int i = 0; i < 10; i++) {
      Gains gains =
          new Gains(
              0.2 + 0.6 * random.nextDouble(),
              0.02 + 0.1 * random.nextDouble(),
              0.2 * random.nextDouble());
      LoopRig rig = new LoopRig(LoopRig.SETTINGS, gains);
      rig.reference(5, 0, 60);
      double[] greatest = new double[1];
      rig.observer = (micros, loop) -> greatest[0] = Math.min(greatest[0], loop.e());
      rig.reference(5, 60.19, 200);
      assertThat(-greatest[0] / 0.05)
          .as("%s", gains)
          .isCloseTo(LoopFacts.of(gains, TICK_MS).overshoot(), offset(0.06));
    }
  }

  /** At the margin of gain the loop swings, a little below it it does not. */
  @Test
  void gainMarginIsWhereItSwings() {
    Gains gains = new Gains(0.3, 0.05, 0.05);
    double margin = LoopFacts.of(gains, TICK_MS).gainMargin();
    for (double factor : new double[] {0.9, 1.1}) {
      double t = TICK_MS / 1000;
      double own = 0;
      double waiting = 0;
      double integral = 0;
      double before = 1;
      double late = 0;
      for (int k = 0; k < 4000; k++) {
        double e = 1 - own;
        own += waiting * t;
        waiting =
            margin
                * factor
                * (integral + gains.kp() * e + gains.kd() * (k == 0 ? 0 : e - before) / t);
        integral += gains.ki() * e * t;
        before = e;
        late = k > 3000 ? Math.max(late, Math.abs(e)) : 0;
      }
      assertThat(late > 1).as("factor %s", factor).isEqualTo(factor > 1);
    }
  }
}
