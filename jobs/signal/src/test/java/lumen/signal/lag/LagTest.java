package lumen.signal.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class LagTest {
  @Test
  void lagAndHeightAgreeWithTheReference() {
    for (ReferenceVector vector : ReferenceVector.cases("lag.json")) {
      double[] c = vector.doubles("c");
      double[] ref = vector.doubles("ref");
      int maxLag = (int) vector.number("max_lag_steps");
      CrossCorrelation correlation = new CrossCorrelation(maxLag);
      CorrelationPeak direct =
          CorrelationPeak.of(correlation.direct(c, 0, ref, 0, c.length), maxLag);
      CorrelationPeak fourier =
          CorrelationPeak.of(correlation.fourier(c, 0, ref, 0, c.length), maxLag);
      for (CorrelationPeak found : new CorrelationPeak[] {direct, fourier}) {
        assertThat(found.lagSteps()).isCloseTo(vector.number("lag_steps"), offset(1e-9));
        assertThat(found.height()).isCloseTo(vector.number("peak"), offset(1e-9));
      }
    }
  }

  @Test
  void directAndFourierSumsAgree() {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(700);
      int maxLag = random.nextInt(900);
      double[] c = random.doubles(n + 5, -3, 7).toArray();
      double[] ref = random.doubles(n + 9, 1e6, 1.001e6).toArray();
      double[] direct = new CrossCorrelation(maxLag).direct(c, 5, ref, 9, n).clone();
      double[] fourier = new CrossCorrelation(maxLag).fourier(c, 5, ref, 9, n);
      assertThat(fourier).as("seed %d", seed).hasSameSizeAs(direct);
      for (int i = 0; i < direct.length; i++) {
        assertThat(fourier[i])
            .as("seed %d lag %d", seed, i - maxLag)
            .isCloseTo(direct[i], offset(1e-11));
      }
    }
  }

  @Test
  void delayedSignalPeaksAtItsDelay() {
    double[] ref = new Random(5).doubles(300, -1, 1).toArray();
    double[] c = new double[300];
    System.arraycopy(ref, 0, c, 7, 293);
    CorrelationPeak peak = CorrelationPeak.of(new CrossCorrelation(20).of(c, 0, ref, 0, 300), 20);
    assertThat(peak.lagSteps()).isCloseTo(7, offset(0.2));
    assertThat(peak.height()).isGreaterThan(0.95);
  }

  @Test
  void scalingBySomePowerOfTwoChangesNoBit() {
    Random random = new Random(11);
    double[] c = random.doubles(200, -1, 1).toArray();
    double[] ref = random.doubles(200, -1, 1).toArray();
    double[] plain = new CrossCorrelation(10).of(c, 0, ref, 0, 200).clone();
    for (int exponent : new int[] {-400, -3, 1, 600}) {
      double[] scaled = new double[200];
      for (int i = 0; i < 200; i++) {
        scaled[i] = Math.scalb(c[i], exponent);
      }
      assertThat(new CrossCorrelation(10).of(scaled, 0, ref, 0, 200)).isEqualTo(plain);
    }
  }

  @Test
  void constantSignalHasNoCorrelation() {
    assertThat(new CrossCorrelation(3).of(new double[9], 0, new double[9], 0, 9)).isEmpty();
  }

  @Test
  void ofNearlyEqualMaximaTheOneNearestZeroCounts() {
    double[] r = {0, 1.0, 0, 0, 0, 0.95, 0, 0, 0};
    assertThat(CorrelationPeak.of(r, 4)).isEqualTo(new CorrelationPeak(1, 0.95));
    double[] low = {0, 1.0, 0, 0, 0, 0.85, 0, 0, 0};
    assertThat(CorrelationPeak.of(low, 4)).isEqualTo(new CorrelationPeak(-3, 1.0));
  }

  @Test
  void ofTwoEquallyNearTheHigherCounts() {
    double[] after = {0, 0, 0.97, 0, 0, 0, 1, 0, 0};
    double[] before = {0, 0, 1, 0, 0, 0, 0.97, 0, 0};
    assertThat(CorrelationPeak.of(after, 4).lagSteps()).isEqualTo(2);
    assertThat(CorrelationPeak.of(before, 4).lagSteps()).isEqualTo(-2);
    double[] barely = {0, 0, 1, 0, 0, 0, 1 + 2e-9, 0, 0};
    assertThat(CorrelationPeak.of(barely, 4).lagSteps()).isEqualTo(2);
  }

  @Test
  void betweenTwoEquallyNearAndHighThereIsNoTelling() {
    double[] equal = {0, 0, 1, 0, 0, 0, 1, 0, 0};
    assertThat(CorrelationPeak.of(equal, 4).exists()).isFalse();
    double[] nearly = {0, 0, 1, 0, 0, 0, 1 + 0.9e-9, 0, 0};
    assertThat(CorrelationPeak.of(nearly, 4).exists()).isFalse();
    double[] anotherIsNearer = {0, 0, 1, 0, 0.95, 0, 1, 0, 0};
    assertThat(CorrelationPeak.of(anotherIsNearer, 4)).isEqualTo(new CorrelationPeak(0, 0.95));
  }

  /** A rhythm turned over lags by half a period, ahead or behind. */
  @Test
  void inAntiPhaseThereIsNoTelling() {
    double[] ref = new double[400];
    double[] c = new double[400];
    for (int i = 0; i < 400; i++) {
      ref[i] = StrictMath.sin(2 * Math.PI * 0.05 * i);
      c[i] = -ref[i];
    }
    assertThat(CorrelationPeak.of(new CrossCorrelation(15).of(c, 0, ref, 0, 400), 15).exists())
        .isFalse();
  }

  @Test
  void plateauPeaksAtItsEnd() {
    double[] r = {0, 0.5, 0.8, 0.8, 0.2};
    CorrelationPeak peak = CorrelationPeak.of(r, 2);
    assertThat(peak.lagSteps()).isCloseTo(0.5, offset(1e-12));
    assertThat(peak.height()).isEqualTo(0.8);
  }

  @Test
  void longPlateauPeaksAtItsLastLag() {
    double[] r = {0, 0, 0.8, 0.8, 0.8, 0, 0};
    assertThat(CorrelationPeak.of(r, 3).lagSteps()).isCloseTo(0.5, offset(1e-12));
  }

  @Test
  void endsAreNoPeaks() {
    assertThat(CorrelationPeak.of(new double[] {5, 1, 0, 1, 5}, 2).exists()).isFalse();
    assertThat(CorrelationPeak.of(new double[] {1}, 0).exists()).isFalse();
  }
}
