package lumen.signal.kalman;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import lumen.signal.cycle.Cycles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilterRunTest {
  private static final int MOST = 40;

  @ParameterizedTest
  @EnumSource(Adaptation.class)
  void twoSideBySideSayWhatEachSaysStepByStep(Adaptation adapt) {
    long seed = 20_261_130;
    System.out.println("seed of the differences: " + seed);
    Random random = new Random(seed);
    KalmanSettings settings = new KalmanSettings(adapt, 1e-3, 2e-3, 1e-5, 1e-1, 1e-4, 2e-2);
    FilterRun one = new FilterRun(settings, MOST);
    FilterRun two = new FilterRun(settings, MOST);
    for (int trial = 0; trial < 200; trial++) {
      double[] first = begin(one, settings, random, adapt);
      double[] second = begin(two, settings, random, adapt);
      FilterRun.run(one, two, adapt);
      assertThat(told(one, first.length)).containsExactly(first);
      assertThat(told(two, second.length)).containsExactly(second);
    }
  }

  private static double[] told(FilterRun run, int n) {
    double[] told = new double[n];
    System.arraycopy(run.filtered, 0, told, 0, n);
    return told;
  }

  /** Begins a run somewhere in a column, and says what comes of it one step after the other. */
  private static double[] begin(
      FilterRun run, KalmanSettings settings, Random random, Adaptation adapt) {
    PhaseKalman filter = new PhaseKalman(settings);
    boolean fresh = random.nextInt(5) == 0;
    for (int i = 0; !fresh && i < 70; i++) {
      filter.step(Cycles.wrap(random.nextGaussian() * 0.2), 0.5, adapt);
    }
    int from = random.nextInt(5);
    int n = random.nextInt(MOST + 1);
    double[] column = new double[from + n + random.nextInt(3)];
    for (int i = 0; i < column.length; i++) {
      column[i] = Cycles.wrap(0.48 + random.nextGaussian() * (random.nextBoolean() ? 0.02 : 0.3));
    }
    run.begin(fresh ? null : filter, column, from, n);
    double x = filter.x();
    double[] said = new double[n];
    PhaseKalman plain = new PhaseKalman(settings);
    plain.copy(filter);
    for (int k = 0; k < n; k++) {
      run.trust[k] = Math.max(1e-3, random.nextDouble());
      plain.stepAhead(column[from + k], run.trust[k], adapt);
      said[k] = plain.x();
    }
    assertThat(filter.x()).as("the filter itself stays").isEqualTo(x);
    return said;
  }
}
