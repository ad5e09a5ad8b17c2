package lumen.signal.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GainSurfaceFitTest {
  private static final GainSurface TRUE = new GainSurface(0.36, -0.4, -1.5, 2.5);

  /** Rows with their gains. */
  private static final class Rows {
    final double[] e;
    final double[] p;
    final double[] kp;

    Rows(int n) {
      e = new double[n];
      p = new double[n];
      kp = new double[n];
    }

    GainSurfaceFit fit() throws UnidentifiedSurfaceException {
      return GainSurfaceFit.of(e, p, kp);
    }
  }

  /** E in 0.05..0.30, P in 0.005..0.06, gains of the true surface with Gaussian noise. */
  private static Rows rows(long seed, int n, double noise) {
    Random random = new Random(seed);
    Rows rows = new Rows(n);
    for (int i = 0; i < n; i++) {
      rows.e[i] = 0.05 + 0.25 * random.nextDouble();
      rows.p[i] = 0.005 + 0.055 * random.nextDouble();
      rows.kp[i] = TRUE.at(rows.e[i], rows.p[i]) + noise * random.nextGaussian();
    }
    return rows;
  }

  @Test
  void gainsOfASurfaceGiveBackTheSurface() throws UnidentifiedSurfaceException {
    GainSurfaceFit fit = rows(1, 200, 0).fit();
    assertThat(fit.surface().b0()).isCloseTo(TRUE.b0(), within(1e-12));
    assertThat(fit.surface().bx()).isCloseTo(TRUE.bx(), within(1e-11));
    assertThat(fit.surface().by()).isCloseTo(TRUE.by(), within(1e-11));
    assertThat(fit.surface().bxy()).isCloseTo(TRUE.bxy(), within(1e-10));
    assertThat(fit.r2()).isCloseTo(1, within(1e-14));
    assertThat(fit.residualDeviation()).isLessThan(1e-14);
    assertThat(fit.n()).isEqualTo(200);
  }

  /** Without loss over many blocks: 4096 rows are one. */
  @ParameterizedTest
  @ValueSource(ints = {12, 40, 4096, 4097, 9000})
  void agreesWithAnOrdinaryRegression(int n) throws UnidentifiedSurfaceException {
    Rows rows = rows(n, n, 0.01);
    GainSurfaceFit fit = rows.fit();
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = new double[] {rows.e[i], rows.p[i], rows.e[i] * rows.p[i]};
    }
    OLSMultipleLinearRegression plain = new OLSMultipleLinearRegression();
    plain.newSampleData(rows.kp, x);
    double[] b = plain.estimateRegressionParameters();
    assertThat(fit.surface().b0()).isCloseTo(b[0], within(1e-10));
    assertThat(fit.surface().bx()).isCloseTo(b[1], within(1e-9));
    assertThat(fit.surface().by()).isCloseTo(b[2], within(1e-8));
    assertThat(fit.surface().bxy()).isCloseTo(b[3], within(1e-7));
    assertThat(fit.r2()).isCloseTo(plain.calculateRSquared(), within(1e-12));
    assertThat(fit.adjustedR2()).isCloseTo(plain.calculateAdjustedRSquared(), within(1e-12));
    assertThat(fit.residualDeviation())
        .isCloseTo(plain.estimateRegressionStandardError(), within(1e-13));
  }

  /** The coefficients of 200 noisy fits scatter around the true ones as their errors say. */
  @Test
  void noiseDoesNotShiftTheSurface() throws UnidentifiedSurfaceException {
    double sum = 0;
    double deviation = 0;
    for (int seed = 0; seed < 200; seed++) {
      GainSurfaceFit fit = rows(1000 + seed, 300, 0.02).fit();
      sum += fit.surface().at(0.2, 0.03) - TRUE.at(0.2, 0.03);
      deviation += fit.residualDeviation();
    }
    assertThat(sum / 200).as("seeds 1000..1199").isCloseTo(0, within(4 * 0.02 / 300));
    assertThat(deviation / 200).isCloseTo(0.02, within(2e-4));
  }

  /**
   * Five rows at each of (-,-) and (+,+), one at each of (-,+) and (+,-): x and y correlate with
   * 2/3, so do 1 and x y, the other products vanish. Eigenvalues of the scaled Gram matrix 1 +-
   * 2/3, condition sqrt((5/3) / (1/3)) = sqrt 5, at any origin and unit of E and P.
   */
  @Test
  void conditionIsThatOfTheScaledColumns() throws UnidentifiedSurfaceException {
    Rows rows = new Rows(12);
    for (int i = 0; i < 12; i++) {
      int x = i < 5 || i == 10 ? -1 : 1;
      int y = i < 5 || i == 11 ? -1 : 1;
      rows.e[i] = 0.2 + 0.01 * x;
      rows.p[i] = 0.05 + 0.001 * y;
      rows.kp[i] = 0.3 + 0.001 * (i % 5);
    }
    assertThat(rows.fit().condition()).isCloseTo(Math.sqrt(5), within(1e-10));
  }

  /**
   * Two rows at each of (-,-), (-,+), (+,-), (+,+), four at the origin: all products vanish, so the
   * condition is 1, though x y is longer than the other columns by sqrt 1.5.
   */
  @Test
  void lengthOfAColumnDoesNotCount() throws UnidentifiedSurfaceException {
    Rows rows = new Rows(12);
    for (int i = 0; i < 12; i++) {
      rows.e[i] = i < 8 ? 0.2 + 0.1 * (i % 2 == 0 ? -1 : 1) : 0.2;
      rows.p[i] = i < 8 ? 0.05 + 0.01 * (i % 4 < 2 ? -1 : 1) : 0.05;
      rows.kp[i] = 0.3 + 0.001 * (i % 5);
    }
    assertThat(rows.fit().condition()).isCloseTo(1, within(1e-12));
  }

  @Test
  void balancedRowsHaveConditionOne() throws UnidentifiedSurfaceException {
    Rows rows = new Rows(12);
    for (int i = 0; i < 12; i++) {
      rows.e[i] = i % 2 == 0 ? 0.1 : 0.2;
      rows.p[i] = i % 4 < 2 ? 0.01 : 0.02;
      rows.kp[i] = 0.3 + 0.01 * (i % 3);
    }
    assertThat(rows.fit().condition()).isCloseTo(1, within(1e-12));
  }

  @Test
  void phaseDifferenceThatFollowsTheEntropyIsRefused() {
    Rows rows = rows(3, 500, 0.01);
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      rows.p[i] = 0.2 * rows.e[i] + 1e-4 * random.nextGaussian();
    }
    assertThatThrownBy(rows::fit)
        .isInstanceOf(UnidentifiedSurfaceException.class)
        .hasMessageStartingWith("condition number must be at most 30, or entropy_ratio and")
        .hasMessageEndingWith(" n=500");
  }

  @Test
  void phaseDifferenceThatIsAMultipleOfTheEntropyIsRefused() {
    Rows rows = rows(5, 100, 0.01);
    for (int i = 0; i < 100; i++) {
      rows.p[i] = 0.125 * rows.e[i];
    }
    refused(rows::fit, "condition number must be at most 30");
  }

  /** Two entropies, two phase differences, but only three of the four pairs: no twist. */
  @Test
  void missingCornerIsRefused() {
    Rows rows = new Rows(30);
    for (int i = 0; i < 30; i++) {
      rows.e[i] = i % 3 == 0 ? 0.1 : 0.2;
      rows.p[i] = i % 3 == 1 ? 0.01 : 0.02;
      rows.kp[i] = 0.3 + 0.001 * i;
    }
    refused(rows::fit, "condition number must be at most 30");
  }

  @Test
  void tooFewRowsAreRefused() {
    refused(
        () -> rows(1, 11, 0.01).fit(),
        "rows must be at least 12, three for each coefficient: n=11");
    refused(() -> rows(1, 0, 0).fit(), "rows must be at least 12");
  }

  @Test
  void columnThatDoesNotVaryIsRefused() {
    Rows rows = rows(6, 50, 0.01);
    Arrays.fill(rows.e, 0.2);
    refused(rows::fit, "entropy_ratio must vary: it is 0.200000 in all 50 rows");
    Rows still = rows(6, 50, 0.01);
    Arrays.fill(still.p, 0.02);
    refused(still::fit, "phase_diff must vary: it is 0.0200000 in all 50 rows");
    Rows one = rows(6, 50, 0.01);
    Arrays.fill(one.kp, 0.35);
    refused(one::fit, "kp must vary: it is 0.350000 in all 50 rows");
  }

  @Test
  void rangesAreThoseOfTheRows() throws UnidentifiedSurfaceException {
    Rows rows = rows(7, 60, 0.01);
    rows.e[3] = 0.01;
    rows.e[9] = 0.4;
    rows.p[5] = 0.001;
    rows.p[6] = 0.1;
    GainSurfaceFit fit = rows.fit();
    assertThat(fit.entropyRatio()).isEqualTo(new GainSurfaceFit.Range(0.01, 0.4));
    assertThat(fit.phaseDiff()).isEqualTo(new GainSurfaceFit.Range(0.001, 0.1));
  }

  @Test
  void valueThatIsNotFiniteIsNoRow() {
    Rows rows = rows(8, 60, 0.01);
    rows.p[5] = Double.NaN;
    assertThatThrownBy(rows::fit)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("columns must be finite and of one length: lengths=60,60,60");
  }

  private static void refused(ThrowingCallable fit, String message) {
    assertThatThrownBy(fit)
        .isInstanceOf(UnidentifiedSurfaceException.class)
        .hasMessageStartingWith(message);
  }
}
