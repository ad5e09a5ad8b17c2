package lumen.signal.kalman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
  @Test
  void bandIsThatOfChiSquared() {
    for (int n : new int[] {20, 50, 100, 200, 450, 2000}) {
      ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(n);
      double low = chiSquared.inverseCumulativeProbability(0.025) / n;
      double high = chiSquared.inverseCumulativeProbability(0.975) / n;
      assertThat(Consistency.bandLow(n)).isCloseTo(low, offset(3e-3 * low));
      assertThat(Consistency.bandHigh(n)).isCloseTo(high, offset(3e-3 * high));
    }
  }

  @Test
  void rightFilterIsConsistentAboutNineTimesInTen() {
    int consistent = 0;
    for (long seed = 0; seed < 200; seed++) {
      consistent += judge(seed, 0.01, 1).consistent() ? 1 : 0;
    }
    assertThat(consistent).isBetween(165, 195);
  }

  @Test
  void goodLookingNisIsNotEnough() {
    int nisFits = 0;
    int consistent = 0;
    for (long seed = 0; seed < 50; seed++) {
      Consistency found = judge(seed, 0.72, 0.5);
      nisFits += found.nis() >= Consistency.bandLow(2000) && found.nis() <= 1.1 ? 1 : 0;
      consistent += found.consistent() ? 1 : 0;
    }
    assertThat(nisFits).isGreaterThan(30);
    assertThat(consistent).isZero();
  }

  @Test
  void nothingIsConsistentWithoutInnovations() {
    assertThat(Consistency.of(new double[0], new double[0], 0, 0)).isEqualTo(Consistency.NONE);
  }

  /**
   * A filter with the given q and r on a walk of variance 0.01 seen with variance 1, scaled down.
   */
  private static Consistency judge(long seed, double q, double r) {
    double scale = 1e-4;
    PhaseKalman kalman =
        new PhaseKalman(
            new KalmanSettings(Adaptation.FIXED, q * scale, r * scale, 1e-9, 1, 1e-9, 1));
    Random random = new Random(seed);
    double[] v = new double[2000];
    double[] nis = new double[2000];
    double walk = 0;
    for (int i = -300; i < v.length; i++) {
      walk += Math.sqrt(0.01 * scale) * random.nextGaussian();
      double d = walk + Math.sqrt(scale) * random.nextGaussian();
      kalman.step(d - Math.ceil(d - 0.5), 1);
      if (i >= 0) {
        v[i] = kalman.innovation();
        nis[i] = kalman.nis();
      }
    }
    return Consistency.of(v, nis, 0, v.length);
  }
}
