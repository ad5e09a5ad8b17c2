package lumen.signal.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class PhaseStatisticsTest {
  private static PhaseWindow window(double[] d, double[] m) {
    PhaseWindow window = new PhaseWindow(d.length);
    for (int i = 0; i < d.length; i++) {
      window.append(i, 0, d[i], m[i], 1, 1);
      window.settle(d[i], 0, 0);
    }
    return window;
  }

  private static PhaseStatistics described(PhaseWindow window, int bins) {
    PhaseStatistics statistics = new PhaseStatistics(bins);
    statistics.locate(window);
    statistics.describe(window);
    return statistics;
  }

  private static double[] filled(int n, double value) {
    double[] values = new double[n];
    java.util.Arrays.fill(values, value);
    return values;
  }

  @Test
  void agreesWithTheReference() {
    for (ReferenceVector vector : ReferenceVector.cases("phase_statistics.json")) {
      PhaseStatistics found = described(window(vector.doubles("d"), vector.doubles("m")), 12);
      assertThat(found.coherence()).isCloseTo(vector.number("coherence"), offset(1e-12));
      assertThat(found.entropyRatio()).isCloseTo(vector.number("entropy_ratio"), offset(1e-12));
    }
  }

  @Test
  void lockedPhasesHaveEntropyZeroAndNotMinusZero() {
    PhaseStatistics found = described(window(filled(90, 0.37), filled(90, 1)), 12);
    assertThat(Double.doubleToRawLongBits(found.entropyRatio())).isZero();
    assertThat(found.coherence()).isCloseTo(1, offset(1e-14)).isLessThanOrEqualTo(1);
  }

  @Test
  void everyBinIsOneTwelfthAndOneIsCentredOnTheMean() {
    double[] d = new double[240];
    for (int i = 0; i < d.length; i++) {
      d[i] = i / 240.0 - 0.5 + 1 / 480.0;
    }
    PhaseStatistics even = described(window(d, filled(240, 2)), 12);
    assertThat(even.entropyRatio()).isCloseTo(1, offset(1e-3));
    assertThat(even.coherence()).isCloseTo(0, offset(1e-12));
    double[] near = new double[100];
    for (int i = 0; i < near.length; i++) {
      near[i] = 0.49 + (i % 2 == 0 ? 0.04 : -0.04);
      near[i] -= Math.ceil(near[i] - 0.5);
    }
    assertThat(described(window(near, filled(100, 1)), 12).entropyRatio()).isZero();
  }

  @Test
  void jitterAtThePhaseBudgetIsAtTheEntropyBudget() {
    double sigma = 0.02 / Math.sqrt(2 / Math.PI);
    Random random = new Random(2);
    double[] d = new double[200_000];
    for (int i = 0; i < d.length; i++) {
      d[i] = sigma * random.nextGaussian();
    }
    PhaseStatistics found = described(window(d, filled(d.length, 1)), 12);
    assertThat(found.entropyRatio()).isCloseTo(0.155, offset(0.002));
    assertThat(found.phaseDiff()).isCloseTo(0.02, offset(2e-4));
  }

  @Test
  void gaussianJitterLocksByItsCharacteristicFunction() {
    for (double sigma : new double[] {0.02, 0.08, 0.15}) {
      Random random = new Random(4);
      double[] d = new double[20_000];
      for (int i = 0; i < d.length; i++) {
        double jitter = sigma * random.nextGaussian();
        d[i] = jitter - Math.ceil(jitter - 0.5);
      }
      double law = Math.exp(-Math.pow(2 * Math.PI * sigma, 2) / 2);
      assertThat(described(window(d, filled(d.length, 3)), 12).coherence())
          .isCloseTo(law, offset(0.01));
    }
  }

  @Test
  void harmonyIsTheEnvelopeCorrelation() {
    PhaseWindow alike = new PhaseWindow(50);
    PhaseWindow opposed = new PhaseWindow(50);
    PhaseWindow constant = new PhaseWindow(50);
    for (int i = 0; i < 50; i++) {
      double envelope = 2 + Math.sin(i);
      alike.append(i, 0, 0, 1, envelope, 7 * envelope);
      opposed.append(i, 0, 0, 1, envelope, 4 - envelope);
      constant.append(i, 0, 0, 1, envelope, 3);
    }
    assertThat(described(alike, 12).harmony()).isCloseTo(1, offset(1e-12));
    assertThat(described(opposed, 12).harmony()).isCloseTo(0, offset(1e-12));
    assertThat(described(constant, 12).harmony()).isEqualTo(0.5);
  }

  @Test
  void vanishingWeightsCountAsOne() {
    double[] d = {0.1, 0.1, 0.1, -0.2};
    PhaseStatistics unit = described(window(d, filled(4, 1)), 12);
    PhaseStatistics none = described(window(d, filled(4, 0)), 12);
    assertThat(none.coherence()).isEqualTo(unit.coherence());
    assertThat(none.entropyRatio()).isEqualTo(unit.entropyRatio());
    assertThat(none.phaseDiff()).isEqualTo(unit.phaseDiff());
  }

  @Test
  void windowKeepsItsStepsWhileItSlides() {
    PhaseWindow window = new PhaseWindow(30);
    for (int i = 0; i < 1000; i++) {
      window.dropBefore(i - 29);
      window.append(i, 0, i % 7 * 0.01, 1 + i % 3, 1, 1);
      window.settle(i % 7 * 0.01, 0, 0);
      assertThat(window.size()).isEqualTo(Math.min(30, i + 1));
      assertThat(window.newestStep()).isEqualTo(i);
    }
    PhaseWindow fresh = new PhaseWindow(30);
    for (int i = 970; i < 1000; i++) {
      fresh.append(i, 0, i % 7 * 0.01, 1 + i % 3, 1, 1);
      fresh.settle(i % 7 * 0.01, 0, 0);
    }
    assertThat(described(window, 12).coherence()).isEqualTo(described(fresh, 12).coherence());
  }
}
