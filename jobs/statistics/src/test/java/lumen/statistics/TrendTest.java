package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slopes and whether values rise, against worked examples and every order of the values. */
class TrendTest {
  private static final double[] DAYS = {0, 1, 2, 3, 4, 5, 6};

  @Test
  void aWeekThatRises() {
    double[] rising = {70, 71, 73, 72, 74, 75, 76};
    assertThat(TheilSen.slope(DAYS, rising)).isEqualTo(1);
    assertThat(MannKendall.of(rising)).isEqualTo(new MannKendall(19, 14.0 / 5040));
  }

  @Test
  void aWeekThatFallsWithTies() {
    double[] falling = {80, 79, 79, 77, 76, 76, 75};
    assertThat(TheilSen.slope(DAYS, falling)).isEqualTo(-1);
    assertThat(MannKendall.of(falling).p()).isCloseTo(0.0016, within(5e-5));
  }

  @Test
  void fiveValues() {
    assertThat(MannKendall.of(new double[] {1, 2, 3, 4, 5}).p())
        .isCloseTo(2.0 / 120, within(1e-15));
    assertThat(MannKendall.of(new double[] {2, 1, 3, 4, 5}).p()).isCloseTo(0.083, within(5e-4));
  }

  @Test
  void whatStaysHasNoTrend() {
    assertThat(MannKendall.of(new double[] {3, 3, 3, 3, 3})).isEqualTo(new MannKendall(0, 1));
  }

  @Test
  void everyOrderOfTheValuesGivesTheSameShare() {
    long seed = 20261130;
    Random random = new Random(seed);
    for (int run = 0; run < 40; run++) {
      double[] values = random.ints(1 + random.nextInt(7), 0, 4).asDoubleStream().toArray();
      MannKendall found = MannKendall.of(values);
      assertThat(found.s()).as("seed %d run %d", seed, run).isEqualTo(s(values));
      assertThat(found.p()).as("seed %d run %d", seed, run).isCloseTo(share(values), within(1e-14));
    }
  }

  @Test
  void aMedianOfGapsIsByTheirDistance() {
    assertThat(TheilSen.slope(new double[] {0, 2, 6}, new double[] {0, 4, 12})).isEqualTo(2);
    assertThat(Median.of(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Median.of(new double[0])).isNaN();
    assertThatThrownBy(() -> TheilSen.slope(new double[1], new double[1]))
        .hasMessageContaining("two points");
  }

  private static int s(double[] values) {
    int s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        s += (int) Math.signum(values[j] - values[i]);
      }
    }
    return s;
  }

  private static double share(double[] values) {
    int[] counts = new int[2];
    permute(values.clone(), 0, Math.abs(s(values)), counts);
    return counts[0] / (double) counts[1];
  }

  private static void permute(double[] values, int from, int least, int[] counts) {
    if (from == values.length) {
      counts[0] += Math.abs(s(values)) >= least ? 1 : 0;
      counts[1]++;
      return;
    }
    for (int i = from; i < values.length; i++) {
      swap(values, from, i);
      permute(values, from + 1, least, counts);
      swap(values, from, i);
    }
  }

  private static void swap(double[] values, int i, int j) {
    double kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
