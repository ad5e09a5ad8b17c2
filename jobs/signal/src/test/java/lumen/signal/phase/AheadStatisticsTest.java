package lumen.signal.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import lumen.signal.kalman.Adaptation;
import lumen.signal.kalman.KalmanSettings;
import org.junit.jupiter.api.Test;

class AheadStatisticsTest {
  private static final int STEPS = 30;

  private final AheadDifferences following = new AheadDifferences(STEPS);
  private final AheadStatistics statistics =
      new AheadStatistics(
          12, new KalmanSettings(Adaptation.FIXED, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2), following);

  @Test
  void differenceIsTrustedByItsWeightAgainstTheMeanOfAllUpToIt() {
    double[] weights = weights();
    PhaseWindow window = new PhaseWindow(5);
    window.append(1, 0, 0.1, 4, 1, 1);
    window.settle(0.1, 0, 1);
    window.append(2, 0, 0.1, 2, 1, 1);
    window.settle(0.1, 0, 1);
    statistics.begin(window, null, 0, true);
    assertThat(statistics.size()).isEqualTo(STEPS + 2);
    double sum = 6;
    for (int k = 0; k < STEPS; k++) {
      sum += weights[k];
      double trust = Math.max(1e-3, Math.min(1, weights[k] * (k + 3) / sum));
      assertThat(statistics.run().trust[k]).as("%s", k).isCloseTo(trust, offset(1e-15));
    }
  }

  @Test
  void allAreTrustedWhereNoneHasAWeightOrWeightsDoNotCount() {
    weights();
    statistics.begin(null, null, 0, false);
    assertThat(Arrays.copyOf(statistics.run().trust, STEPS)).containsOnly(1);
    following.clear();
    for (int k = 0; k < STEPS; k++) {
      following.append(k, 0.1, 0, 1, 0);
    }
    statistics.begin(null, null, 0, true);
    assertThat(Arrays.copyOf(statistics.run().trust, STEPS)).containsOnly(1);
    statistics.run().run(Adaptation.FIXED);
    statistics.describe();
    assertThat(statistics.coherence()).as("each weighs 1").isCloseTo(1, offset(1e-12));
    assertThat(statistics.entropyRatio()).isZero();
  }

  @Test
  void firstWithAWeightIsTrustedAndThoseBeforeAreToo() {
    following.append(1, 0.1, 0, 1, 0);
    following.append(2, 0.1, 0, 1, 0);
    following.append(3, 0.1, 5, 1, 0);
    following.append(4, 0.1, 0, 1, 0);
    statistics.begin(null, null, 0, true);
    assertThat(Arrays.copyOf(statistics.run().trust, 4)).containsExactly(1, 1, 1, 1e-3);
  }

  private double[] weights() {
    long seed = 20_261_130;
    System.out.println("seed of the weights: " + seed);
    Random random = new Random(seed);
    double[] weights = new double[STEPS];
    for (int k = 0; k < STEPS; k++) {
      weights[k] = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3;
      following.append(k + 3, 0.1, weights[k], 1, 0);
    }
    return weights;
  }
}
