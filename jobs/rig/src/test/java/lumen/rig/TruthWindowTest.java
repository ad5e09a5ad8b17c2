package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TruthWindowTest {
  private static final long SEED = 20_260_101;

  @Test
  void aStandingDifferenceIsFullyLocked() {
    TruthWindow window = new TruthWindow(new double[] {1, 1});
    for (int i = 0; i < 450; i++) {
      window.accept(new double[] {0.2 * i, 0.2 * i + 0.1});
    }
    TruthWindow.Figures figures = window.figures();
    assertThat(figures.coherence()).isCloseTo(1, within(1e-12));
    assertThat(figures.phaseDiff()).isCloseTo(0.1, within(1e-9));
    assertThat(figures.entropyRatio()).isZero();
  }

  /** Gaussian jitter sigma in cycles: phase locking exp(-(2 pi sigma)^2/2). */
  @Test
  void jitterFollowsTheLaw() {
    double sigma = 0.08;
    Noise noise = new Noise(SEED, "jitter");
    double sum = 0;
    int windows = 40;
    for (int k = 0; k < windows; k++) {
      TruthWindow window = new TruthWindow(new double[] {1, 1});
      for (int i = 0; i < 450; i++) {
        window.accept(new double[] {0.3 * i, 0.3 * i + sigma * noise.gaussian()});
      }
      sum += window.figures().coherence();
    }
    double expected = StrictMath.exp(-0.5 * StrictMath.pow(2 * StrictMath.PI * sigma, 2));
    assertThat(sum / windows).as("seed %d", SEED).isCloseTo(expected, within(0.01));
  }

  @Test
  void aSilentMemberIsLeftOut() {
    TruthWindow window = new TruthWindow(new double[] {1, 1, 1});
    for (int i = 0; i < 450; i++) {
      window.accept(new double[] {0, 0.05, Double.NaN});
    }
    assertThat(window.figures().phaseDiff()).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void nothingIsKnownBeforeAThirdOfTheWindow() {
    TruthWindow window = new TruthWindow(new double[] {1, 1});
    for (int i = 0; i < 149; i++) {
      window.accept(new double[] {0, 0});
    }
    assertThat(window.figures().coherence()).isNaN();
    window.accept(new double[] {0, 0});
    assertThat(window.figures().coherence()).isEqualTo(1);
  }
}
