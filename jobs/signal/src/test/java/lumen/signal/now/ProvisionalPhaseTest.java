package lumen.signal.now;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;

class ProvisionalPhaseTest {
  private static final int HORIZON = 56;
  private static final NowSettings SETTINGS =
      new NowSettings(TargetGrid.ofHz(5), 0.2, 2.2, 6, 300, 1e-4, 30, 450);

  private static double turn(long step) {
    return 2 * Math.PI * 0.7 * step / 5;
  }

  /** A tone of 0.7 Hz at 20 Hz, whose final phase is its own. */
  private static double worstError(int steps, int segmentSteps) {
    ProvisionalPhase phase = new ProvisionalPhase(SETTINGS, HORIZON);
    double worst = 0;
    phase.begin(20);
    for (int g = 0; g < steps; g++) {
      if (g % segmentSteps == 0) {
        phase.begin(20);
      }
      for (int k = 0; k < 4; k++) {
        double u = StrictMath.cos(turn(g) + 2 * Math.PI * 0.7 * k / 20);
        phase.accept(u);
        phase.hold(u);
      }
      boolean steady = g % segmentSteps > 50;
      if (phase.step(g, 0) && steady && g > 400) {
        double re = phase.re() - StrictMath.cos(turn(g));
        double im = phase.im() - StrictMath.sin(turn(g));
        worst = Math.max(worst, Math.sqrt(re * re + im * im));
      }
      if (g >= HORIZON) {
        long m = g - HORIZON;
        phase.learn(m, StrictMath.cos(turn(m)), StrictMath.sin(turn(m)));
      }
    }
    return worst;
  }

  @Test
  void toneIsKnownAtOnceAndTheWeightsOutliveASegment() {
    assertThat(worstError(1_000, 10_000)).isCloseTo(0, offset(0.02));
    assertThat(worstError(1_000, 250)).isCloseTo(0, offset(0.05));
  }

  @Test
  void stepThatIsNoLongerKnownIsNotLearnt() {
    ProvisionalPhase phase = new ProvisionalPhase(SETTINGS, HORIZON);
    phase.begin(20);
    boolean estimated = false;
    for (int g = 0; g < 400; g++) {
      phase.accept(1);
      estimated |= phase.step(g, 0);
      phase.learn(g - HORIZON - 1L, 1, 0);
    }
    assertThat(estimated).isFalse();
  }
}
