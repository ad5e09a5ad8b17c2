package lumen.signal.now;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;

class FeatureWeightsTest {
  private static final NowSettings SETTINGS =
      new NowSettings(TargetGrid.ofHz(5), 0.2, 2.2, 3, 20, 1e-12, 2, 450);

  private final Random random = new Random(8);
  private final FeatureWeights weights = new FeatureWeights(SETTINGS);

  private double[] features() {
    return random.doubles(2 * SETTINGS.features(), -1, 1).toArray();
  }

  /** w . phi for weights that are i + 1 + j. */
  private static double[] truth(double[] features, double scale) {
    double[] sum = new double[2];
    for (int i = 0; i < features.length / 2; i++) {
      sum[0] += scale * ((i + 1) * features[2 * i] - features[2 * i + 1]);
      sum[1] += scale * ((i + 1) * features[2 * i + 1] + features[2 * i]);
    }
    return sum;
  }

  private void learn(int steps, double scale) {
    for (int i = 0; i < steps; i++) {
      double[] features = features();
      double[] z = truth(features, scale);
      weights.learn(features, z[0], z[1]);
    }
  }

  @Test
  void nothingIsEstimatedBeforeEnoughWasLearnt() {
    learn(9, 1);
    assertThat(weights.isTrained()).isFalse();
    learn(1, 1);
    assertThat(weights.isTrained()).as("2 s at 5 Hz").isTrue();
  }

  @Test
  void weightsThatMadeTheValuesAreFoundAndFollowedWhenTheyChange() {
    for (double scale : new double[] {1, -2}) {
      learn(2_000, scale);
      double[] features = features();
      double[] found = new double[2];
      weights.estimate(features, found);
      double[] z = truth(features, scale);
      assertThat(found[0]).isCloseTo(z[0], offset(1e-6));
      assertThat(found[1]).isCloseTo(z[1], offset(1e-6));
    }
  }

  @Test
  void silenceTeachesNothing() {
    learn(100, 1);
    double[] features = features();
    double[] before = new double[2];
    weights.estimate(features, before);
    for (int i = 0; i < 100_000; i++) {
      weights.learn(new double[2 * SETTINGS.features()], 0, 0);
    }
    double[] after = new double[2];
    weights.estimate(features, after);
    assertThat(after[0]).isFinite();
    assertThat(after[1]).isFinite();
  }
}
