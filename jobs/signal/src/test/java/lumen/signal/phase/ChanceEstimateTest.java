package lumen.signal.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Random;
import lumen.signal.bandpass.AnalyticBandPass;
import lumen.signal.bandpass.BandSettings;
import lumen.signal.cycle.Cycles;
import lumen.signal.grid.TargetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceEstimateTest {
  private static final TargetGrid GRID = TargetGrid.ofHz(5);
  private static final int W = 450;
  private static final int TAPS = 51;
  private static final int PAIRS = 2000;

  /** Two signals that have nothing to do with each other, sampled on the grid. */
  private enum Kind {
    WHITE {
      @Override
      double[] draw(Random random, BandSettings band, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
          x[i] = random.nextGaussian();
        }
        return x;
      }
    },
    BROWNIAN {
      @Override
      double[] draw(Random random, BandSettings band, int n) {
        double[] x = new double[n];
        for (int i = 1; i < n; i++) {
          x[i] = x[i - 1] + random.nextGaussian();
        }
        return x;
      }
    },
    WANDERING {
      @Override
      double[] draw(Random random, BandSettings band, int n) {
        return rhythm(random, (band.lowHz() + band.highHz()) / 2, 0.3, n);
      }
    },
    STEADY {
      @Override
      double[] draw(Random random, BandSettings band, int n) {
        double hz = band.lowHz() + random.nextDouble() * (band.highHz() - band.lowHz());
        return rhythm(random, hz, 0, n);
      }
    };

    abstract double[] draw(Random random, BandSettings band, int n);

    static double[] rhythm(Random random, double hz, double wander, int n) {
      double[] x = new double[n];
      double phase = 2 * Math.PI * random.nextDouble();
      for (int i = 0; i < n; i++) {
        x[i] = StrictMath.sin(phase);
        phase += 2 * Math.PI * hz / 5 + wander * random.nextGaussian();
      }
      return x;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WHITE,     0.2, 2.2, 2, 6, 0.003",
    "WHITE,     0.8, 1.2, 2, 6, 0.003",
    "WHITE,     0.2, 0.5, 2, 6, 0.003",
    "BROWNIAN,  0.2, 2.2, 2, 6, 0.003",
    "BROWNIAN,  0.8, 1.2, 2, 6, 0.003",
    "BROWNIAN,  0.2, 0.5, 2, 6, 0.003",
    "WANDERING, 0.2, 2.2, 2, 6, 0.006",
    "WANDERING, 0.8, 1.2, 2, 6, 0.006",
    "WANDERING, 0.2, 0.5, 2, 6, 0.006",
    "STEADY,    0.2, 2.2, 0, 7, 1",
    "STEADY,    0.8, 1.2, 0, 7, 1",
    "STEADY,    0.2, 0.5, 0, 7, 1",
  })
  void unrelatedSignalsPassTheChanceLevelInOneWindowOfTwenty(
      Kind kind, double low, double high, double leastPercent, double mostPercent, double bias) {
    BandSettings band = new BandSettings(low, high, TAPS);
    ChanceEstimate estimate = new ChanceEstimate(true);
    PhaseStatistics statistics = new PhaseStatistics(12);
    int beyond = 0;
    int known = 0;
    double ppc = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Random random = new Random(pair);
      PhaseWindow window = window(band, kind, random);
      statistics.locate(window);
      statistics.describe(window);
      ChanceLevel chance = estimate.of(window);
      beyond += statistics.coherence() > chance.level() ? 1 : 0;
      if (!Double.isNaN(chance.ppc())) {
        ppc += chance.ppc();
        known++;
      }
    }
    double percent = 100.0 * beyond / PAIRS;
    System.out.printf(
        Locale.ROOT,
        "chance: %s, band %s-%s Hz: %.2f %% of %d pairs beyond, mean ppc %.5f of %d%n",
        kind,
        low,
        high,
        percent,
        PAIRS,
        ppc / known,
        known);
    assertThat(percent).isBetween(leastPercent, mostPercent);
    assertThat(ppc / known).isCloseTo(0, within(bias));
  }

  private static PhaseWindow window(BandSettings band, Kind kind, Random random) {
    double[] a = kind.draw(random, band, W + TAPS - 1);
    double[] b = kind.draw(random, band, W + TAPS - 1);
    AnalyticBandPass own = new AnalyticBandPass(band, GRID);
    AnalyticBandPass other = new AnalyticBandPass(band, GRID);
    PhaseWindow window = new PhaseWindow(W);
    for (int i = 0; i < a.length; i++) {
      boolean complete = own.accept(a[i]);
      if (other.accept(b[i]) && complete) {
        double d = Cycles.wrap(own.phaseCycles() - other.phaseCycles());
        double m = own.envelope() * other.envelope();
        window.append(i, own.phaseCycles(), d, m, own.envelope(), other.envelope());
        window.settle(d, 0, 0);
      }
    }
    return window;
  }

  /** The definition, sum by sum. */
  @Test
  void agreesWithTheDefinitionWrittenOut() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(seed < 20 ? 6 : 300);
      double steadiness = random.nextDouble();
      double scale = StrictMath.pow(10, random.nextInt(240) - 120);
      double[][] a = new double[2][n];
      double[][] b = new double[2][n];
      PhaseWindow window = new PhaseWindow(n);
      double phi = random.nextDouble() - 0.5;
      double psi = random.nextDouble() - 0.5;
      for (int i = 0; i < n; i++) {
        phi = Cycles.wrap(phi + 0.1 + (1 - steadiness) * random.nextGaussian() / 5);
        psi = Cycles.wrap(psi + 0.1 + (1 - steadiness) * random.nextGaussian() / 5);
        double own = scale * (1 + random.nextDouble());
        double others = 1 + random.nextDouble();
        window.append(7 + 2L * i, phi, Cycles.wrap(phi - psi), own * others, own, others);
        window.settle(0, 0, 0);
        put(a, i, own, phi);
        put(b, i, others, psi);
      }
      ChanceLevel found = new ChanceEstimate(true).of(window);
      assertThat(found.level()).as("seed %d", seed).isCloseTo(level(a, b, n), within(1e-9));
      double ppc = new ChanceEstimate(false).of(window).ppc();
      assertThat(found.ppc()).as("seed %d", seed).isEqualTo(Double.valueOf(ppc));
      double expected = ppc(a, b, n);
      if (Double.isNaN(expected)) {
        assertThat(ppc).as("seed %d", seed).isNaN();
      } else {
        assertThat(ppc).as("seed %d", seed).isCloseTo(expected, within(1e-9));
      }
    }
  }

  @Test
  void aWindowWithoutWeightsCountsItsSteps() {
    PhaseWindow window = new PhaseWindow(60);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      window.append(i, random.nextDouble() - 0.5, random.nextDouble() - 0.5, 0, 0, 0);
      window.settle(0, 0, 0);
    }
    assertThat(new ChanceEstimate(true).of(window)).isEqualTo(new ChanceEstimate(false).of(window));
  }

  @Test
  void theLevelIsAtMostOne() {
    PhaseWindow window = new PhaseWindow(90);
    for (int i = 0; i < 90; i++) {
      window.append(i, Cycles.wrap(0.01 * i), 0.1, 1, 1, 1);
      window.settle(0, 0, 0);
    }
    ChanceLevel found = new ChanceEstimate(true).of(window);
    assertThat(found.level()).isEqualTo(1);
    assertThat(found.ppc()).isNaN();
  }

  private static void put(double[][] v, int i, double length, double cycles) {
    v[0][i] = length * StrictMath.cos(Cycles.radians(cycles));
    v[1][i] = length * StrictMath.sin(Cycles.radians(cycles));
  }

  private static double level(double[][] a, double[][] b, int n) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double m = Math.hypot(a[0][i], a[1][i]) * Math.hypot(b[0][i], b[1][i]);
      sum += m;
      squares += m * m;
    }
    double effective = sum * sum / (spacing(a, b, n) * squares);
    return Math.min(1, Math.sqrt(-StrictMath.log(0.05) / effective));
  }

  private static double ppc(double[][] a, double[][] b, int n) {
    double[][] u = new double[2][n];
    double[][] v = new double[2][n];
    double re = 0;
    double im = 0;
    for (int i = 0; i < n; i++) {
      double phi = Cycles.ofVector(a[0][i], a[1][i]);
      double psi = Cycles.ofVector(b[0][i], b[1][i]);
      put(u, i, 1, phi);
      put(v, i, 1, psi);
      re += StrictMath.cos(Cycles.radians(phi - psi)) / n;
      im += StrictMath.sin(Cycles.radians(phi - psi)) / n;
    }
    double independent = n / spacing(u, v, n);
    return independent < 2
        ? Double.NaN
        : (independent * (re * re + im * im) - 1) / (independent - 1);
  }

  private static double spacing(double[][] a, double[][] b, int n) {
    double sum = 1;
    for (int k = 1; k <= n / 2; k++) {
      double[] x = rho(a, n, k);
      double[] y = rho(b, n, k);
      sum += 2 * (x[0] * y[0] + x[1] * y[1]);
    }
    return Math.max(1, sum);
  }

  private static double[] rho(double[][] v, int n, int k) {
    double[] rho = new double[2];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += v[0][i] * v[0][i] + v[1][i] * v[1][i];
      if (i >= k) {
        rho[0] += v[0][i] * v[0][i - k] + v[1][i] * v[1][i - k];
        rho[1] += v[1][i] * v[0][i - k] - v[0][i] * v[1][i - k];
      }
    }
    return new double[] {rho[0] / squares, rho[1] / squares};
  }
}
